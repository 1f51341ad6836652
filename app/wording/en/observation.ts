/** What was seen: one sentence each, the measured value, what it means and who says so. */
export const observationTexts = {
  'observation.name-resolved': '{{host}} is {{addresses}}',
  'observation.name-literal': '{{host}} is an address, nothing was looked up',
  'observation.name-not-resolved.no-such-name': 'The name service has no address for {{host}} ({{code}})',
  'observation.name-not-resolved.no-answer': 'The look-up of {{host}} was not answered ({{code}})',
  'observation.tcp-connected': 'Port {{port}} on {{address}} is open',
  'observation.tcp-refused': 'Port {{port}} on {{address}} refused the connection',
  'observation.tcp-no-answer.deadline': '{{address}}, port {{port}}: no answer in {{ms, ms}}',
  'observation.tcp-no-answer.unreachable': '{{address}} cannot be reached ({{code}})',
  'observation.tcp-failed': 'This PC could not open a connection to {{address}}, port {{port}} ({{code}})',
  'observation.netbios-session': 'Port {{port}} on {{address}} opened a NetBIOS session for {{called}}',
  'observation.netbios-session-refused.negative':
    'Port {{port}} on {{address}} refused a NetBIOS session for {{called}}: {{reason}}',
  'observation.netbios-session-refused.retarget':
    'Port {{port}} on {{address}} answered that {{called}} is to be asked for at {{target}}',
  'observation.smb1-negotiated': 'SMB1 is served: {{dialect}}, signing {{signing}}',
  'observation.smb1-negotiate-refused.no-dialect': 'The server answered SMB1 and accepts no SMB1 dialect',
  'observation.smb1-negotiate-refused.status': 'The server refused the SMB1 negotiate with {{status}}',
  'observation.negotiate-cut': 'The {{dialogue}} negotiate was answered by closing the connection ({{end}})',
  'observation.negotiate-no-answer.partial':
    'For the {{dialogue}} negotiate came {{received}}, but no whole answer in {{ms, ms}}',
  'observation.negotiate-no-answer': 'No answer to the {{dialogue}} negotiate in {{ms, ms}}',
  'observation.not-smb': 'Something else answered the {{dialogue}} request: “{{text}}”',
  'observation.not-smb.silent-bytes': 'Something else answered the {{dialogue}} request with bytes that are not SMB',
  'observation.smb2-negotiated':
    'SMB2 is served: {{dialect}}, signing {{signing}}, in answer to the {{dialogue}} negotiate',
  'observation.smb2-negotiate-refused.status': 'The {{dialogue}} negotiate was refused with {{status}}',
  'observation.smb2-negotiate-refused.smb1-answer': 'The {{dialogue}} negotiate was answered in SMB1, not in SMB2',
  'observation.signed-in.anonymous': 'Signed in anonymously',
  'observation.signed-in.user': 'Signed in as {{user}}',
  'observation.signed-in.signed': 'Signed in as {{user}}; from here on every message is signed',
  'observation.signed-in.guest': 'Signed in as guest, although {{user}} was given',
  'observation.sign-in-refused.anonymous': 'The anonymous sign-in was refused with {{status}}',
  'observation.sign-in-refused.user': 'The sign-in as {{user}} was refused with {{status}}',
  'observation.signing-demanded': 'The server demands signed requests, and this session has no key to sign with',
  'observation.authentication-unsupported.share-level':
    'The server asks for a password per share (share-level security)',
  'observation.authentication-unsupported.plaintext': 'The server asks for the password in clear text',
  'observation.authentication-unsupported.no-ntlm': 'The server does not offer NTLM',
  'observation.authentication-unsupported.no-extended-security':
    'The server does not offer extended security, without which Kerberos can’t be used',
  'observation.authentication-unsupported.no-token': 'This PC got no Kerberos ticket for the server',
  'observation.authentication-unsupported.ntlm-blocked': 'The server blocks NTLM ({{status}})',
  'observation.tree-connected': 'Connected to {{share}}',
  'observation.tree-refused': '{{share}} was refused with {{status}}',
  'observation.echo-series.all': '{{sent, number}} of {{sent, number}} echoes answered',
  'observation.echo-series.some': '{{answered, number}} of {{sent, number}} echoes answered, {{lost, number}} lost',
  'observation.session-alive': 'The session answers an authenticated request',
  'observation.session-deleted': 'The server no longer knows the session: {{status}}',
  'observation.stale-session-answer.status': '{{command}} in a session {{after}}: {{status}}',
  'observation.stale-session-answer.cut': '{{command}} in a session {{after}}: the connection was cut',
  'observation.stale-session-answer.no-answer': '{{command}} in a session {{after}}: no answer',
  'stale.logoff': 'that was logged off',
  'stale.reconnect': 'of a connection that was closed',
  'observation.unexpected-status': '{{command}} was answered with {{status}}',
  'observation.exchange-no-answer': 'No answer to {{command}} in {{ms, ms}}',
  'observation.exchange-no-answer.partial': 'For {{command}} came {{received}}, but no whole answer in {{ms, ms}}',
  'observation.echo-during-stall': 'An echo on the same connection was answered meanwhile',
  'observation.request-during-stall': '{{command}} on the same connection was answered meanwhile',
  'observation.connection-cut': 'The connection was cut while {{command}} was outstanding ({{end}})',
  'observation.second-connection.answered': 'A second connection, made at once, was answered',
  'observation.second-connection.silent': 'A second connection, made at once, opened and was not answered either',
  'observation.second-connection.cut': 'A second connection, made at once, was cut',
  'observation.second-connection.refused': 'A second connection, made at once, was refused',
  'observation.second-connection.no-connection': 'A second connection, made at once, could not be opened',
  'observation.protocol-violation': 'The answer to {{command}} breaks the protocol: {{reason}}',

  'measured.ms': '{{ms, ms}}',
  'measured.after': 'after {{ms, ms}}',
  'measured.p50': 'p50 {{ms, ms}}',
  'measured.lost': '{{lost, number}} lost',
  'measured.silent-for': 'silent for {{ms, ms}}',

  'end.fin': 'FIN, an orderly close',
  'end.rst': 'RST, a reset',
  'end.error': 'an error on this PC',
  'dialogue.smb1': 'SMB1-only',
  'dialogue.smb2': 'SMB2',
  'dialogue.multi-protocol': 'multi-protocol',
  'dialogue.netbios': 'NetBIOS session',
  'netbios.called-name-not-listening': 'nobody listens on that name (code 80)',
  'netbios.calling-name-not-wanted': 'it does not listen for this PC’s name (code 81)',
  'netbios.called-name-not-present': 'it does not bear that name (code 82)',
  'netbios.no-resources': 'it has no resources left (code 83)',
  'netbios.unspecified': 'no reason given (code 8F)',
  'netbios.unknown': 'code {{code}}, which no specification explains',
  'signing.off': 'off',
  'signing.enabled': 'enabled',
  'signing.required': 'required',

  'series.tcp.connect': 'TCP connect',
  'series.nbss.session': 'NetBIOS session',
  'words.list': '{{list}}, {{next}}',
  'command.on-path': '{{command}} on {{path}}',
  'command.nbss.session': 'the NetBIOS session request',
  'series.smb1.negotiate': 'Negotiate',
  'series.smb1.session-setup': 'Session setup',
  'series.smb1.tree-connect': 'Tree connect',
  'series.smb1.echo': 'Echo',
  'series.smb1.query-fs-info': 'Query FS info',
  'series.smb1.tree-disconnect': 'Tree disconnect',
  'series.smb1.logoff': 'Logoff',
  'series.smb1.open': 'Open',
  'series.smb1.read': 'Read',
  'series.smb1.write': 'Write',
  'series.smb1.flush': 'Flush',
  'series.smb1.close': 'Close',
  'series.smb1.delete': 'Delete',
  'series.smb1.query-path-info': 'Query path info',
  'series.smb1.find-first': 'Directory search',
  'series.smb1.find-next': 'Directory search, continued',
  'series.smb1.find-close': 'Close of search',
  'series.smb1.locking': 'Lock',
  'series.smb1.notify-change': 'Wait for changes',
  'series.smb2.negotiate': 'SMB2 negotiate',
  'series.smb2.session-setup': 'SMB2 session setup',
  'series.smb2.tree-connect': 'SMB2 tree connect',
  'series.smb2.echo': 'SMB2 echo',
  'series.smb2.tree-disconnect': 'SMB2 tree disconnect',
  'series.smb2.logoff': 'SMB2 logoff',
  'series.rdp.negotiate': 'RDP negotiate',
  'series.rdp.tls': 'RDP TLS handshake',

  'meaning.name-resolved': 'The name leads to an address. Whether that is the right machine is not known from here.',
  'meaning.name-not-resolved.no-such-name':
    'The name service has no address for this name. A typing error, a missing DNS suffix or a VPN that is not connected look like this.',
  'meaning.name-not-resolved.no-answer':
    'The name service gave no usable answer, so nothing is known about the name itself.',
  'meaning.tcp-connected': 'Something accepts connections on this port. It says nothing yet about what it is.',
  'meaning.tcp-refused':
    'The machine, or a firewall in its name, answered at once that nobody listens on this port. The way to it works.',
  'meaning.tcp-no-answer':
    'The request to connect got no answer at all. A firewall that drops packets, a machine that is off and a missing route look the same from here.',
  'meaning.tcp-failed': 'This PC refused to try. Nothing is known about the server.',
  'meaning.netbios-session':
    'SMB is spoken through NetBIOS here, as Windows did before it used port 445. Whatever follows was measured this way.',
  'meaning.netbios-session-refused.negative':
    'The NetBIOS service is there and opens no session for the name by which every file server since Windows NT 4 answers. A machine without file sharing, or a very old one, does this.',
  'meaning.netbios-session-refused.retarget':
    'The server sends its clients elsewhere. This tool goes nowhere on a server’s word: if that place is right, test it by its own address.',
  'meaning.smb1-negotiated': 'The server speaks SMB1 with us. All that follows was measured with it.',
  'meaning.smb1-negotiate-refused.no-dialect':
    'The server understood the question and answered that it accepts none of the offered dialects. That is proof that SMB1 is off for us.',
  'meaning.smb1-negotiate-refused.status':
    'The server understood the question and refused it with an error. The status says why.',
  'meaning.negotiate-cut':
    'The connection was closed instead of an answer. Current Windows servers with SMB1 off do this; a filter on the way does it too.',
  'meaning.negotiate-no-answer':
    'Nothing came back. Silence does not prove that a dialect is off: a filter, an overloaded server and a hung one look the same.',
  'meaning.not-smb':
    'Another kind of service listens on this port, or a device on the way answers in the server’s name.',
  'meaning.smb2-negotiated': 'The server speaks SMB2 or SMB3. Windows would use it for file shares.',
  'meaning.smb2-negotiate-refused': 'The server answered, and refused. The status says why.',
  'meaning.signed-in': 'The server opened a session for this account.',
  'meaning.signed-in.signed':
    'The server opened a session for this account and demands signing. The signature of every answer is checked, so nobody on the way can change one unnoticed.',
  'meaning.signed-in.guest':
    'The server did not know the name and let us in as guest. A mistyped user name looks healthy this way, until something asks for rights.',
  'meaning.sign-in-refused': 'The server refused to open a session. It was tried once; nothing was tried again.',
  'meaning.signing-demanded':
    'Every request after the sign-in has to carry a signature. The key comes from a user’s password, which nobody and guests do not have, so nothing more was asked.',
  'meaning.authentication-unsupported':
    'The server and this tool have no common way to sign in that keeps the password safe. No password was sent.',
  'meaning.authentication-unsupported.ntlm-blocked':
    'The server’s policy does not accept NTLM. Kerberos would be needed.',
  'meaning.tree-connected': 'The server let this session use the share.',
  'meaning.tree-refused': 'The session is good; the share is what was refused.',
  'meaning.echo-series':
    'An echo needs neither disk nor rights. It shows the network and the server’s SMB process, nothing else.',
  'meaning.session-alive':
    'The server checked the session and answered. Any status but “session deleted” would prove the same.',
  'meaning.session-deleted':
    'The server threw the session away while we still held it. Windows programs then see an unexpected network error.',
  'meaning.stale-session-answer.deleted':
    'This is what the server says to a client whose session was deleted. Windows shows the user error {{win32}} for it.',
  'meaning.stale-session-answer.consistent':
    'The server refuses a session that it does not know, without saying so in as many words. Some versions of Windows do this.',
  'meaning.stale-session-answer.consistent-cut':
    'The server cuts off a client whose session it does not know. Windows shows the user error {{win32}} for it.',
  'meaning.stale-session-answer.not-checked':
    'The server went on as if the session were still there: it does not check what the request names.',
  'meaning.stale-session-answer.exempt':
    'An echo belongs to no session, so this is as it should be, and proves nothing.',
  'meaning.stale-session-answer.other': 'No specification expects this answer here.',
  'meaning.unexpected-status': 'The server answered with a status that this check does not expect here.',
  'meaning.exchange-no-answer': 'The connection stayed open and this request was not answered within the deadline.',
  'meaning.echo-during-stall':
    'The connection and the server’s SMB process are alive; only the one request is kept waiting.',
  'meaning.request-during-stall': 'The connection is alive: only the echo was left without an answer.',
  'meaning.connection-cut.fin':
    'The other side closed in an orderly way in the middle of an exchange. A server process that ends does this.',
  'meaning.connection-cut.rst':
    'The connection was torn down in the middle of an exchange. The server or a device on the way does this; from here they look the same.',
  'meaning.connection-cut.error': 'This PC’s own network stack gave the connection up.',
  'meaning.second-connection.answered':
    'The server and the path are alive; only the first connection, or the server process behind it, is stuck.',
  'meaning.second-connection.not-answered':
    'A fresh connection fares no better, so the trouble is not this one connection.',
  'meaning.protocol-violation':
    'The answer contradicts the specification or itself, so nothing else in it is believed.',

  'source.measured': 'Measured by this run.',
  'source.measured-and': 'Measured by this run. What it means: {{source}}.',

  'field.nt-status': 'NT status, little-endian',
  'field.dos-status': 'DOS error class and code',
  'field.smb1-command': 'command',
} as const;
