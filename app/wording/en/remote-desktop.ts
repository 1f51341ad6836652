/** Remote Desktop: what was seen of its port, its security and its certificate, and the causes of it. */
export const remoteDesktopTexts = {
  'check.rdp-negotiate.label': 'Ask Remote Desktop for its security',
  'check.rdp-negotiate.waiting': 'Waiting for Remote Desktop to answer',
  'check.rdp-tls.label': 'TLS and certificate of Remote Desktop',
  'check.rdp-tls.waiting': 'Waiting for the TLS of Remote Desktop',
  'check.why.no-tls': 'The server agreed on no security with TLS in it',

  'observation.rdp-connected': 'Remote Desktop port {{port}} on {{address}} is open',
  'observation.rdp-connect-failed.refused': 'Remote Desktop port {{port}} on {{address}} refused the connection',
  'observation.rdp-connect-failed.deadline': '{{address}}, Remote Desktop port {{port}}: no answer in {{ms, ms}}',
  'observation.rdp-connect-failed.unreachable': '{{address}} cannot be reached for Remote Desktop ({{code}})',
  'observation.rdp-connect-failed.local-error':
    'This PC could not open a connection to {{address}}, Remote Desktop port {{port}} ({{code}})',
  'observation.rdp-negotiated': 'Remote Desktop was offered {{offered}} and chose {{selected}}',
  'observation.rdp-negotiated.nothing': 'Remote Desktop was offered {{offered}} and knows only RDP’s own encryption',
  'observation.rdp-negotiate-refused.failure': 'Remote Desktop refused {{offered}}: {{failure}}',
  'observation.rdp-negotiate-refused.dismissed': 'Remote Desktop hung up when offered {{offered}}, without a reason',
  'observation.rdp-negotiate-refused.cut': 'Remote Desktop cut the connection when offered {{offered}}',
  'observation.rdp-negotiate-refused.no-answer': 'Remote Desktop did not answer when offered {{offered}}',
  'observation.rdp-no-answer.negotiate':
    'Port {{port}} is open, but no answer to the Remote Desktop request in {{ms, ms}}',
  'observation.rdp-no-answer.tls': 'No answer to the TLS handshake on Remote Desktop port {{port}} in {{ms, ms}}',
  'observation.rdp-no-answer.partial':
    '{{received, number}} bytes came on Remote Desktop port {{port}}, but no whole answer in {{ms, ms}}',
  'observation.not-rdp': 'Something else answers on Remote Desktop port {{port}}: “{{text}}”',
  'observation.not-rdp.silent-bytes':
    'Something else answers on Remote Desktop port {{port}} with bytes that are not its',
  'observation.rdp-tls.no-certificate':
    '{{version}} on Remote Desktop port {{port}}, {{cipher}}, without a certificate',
  'observation.rdp-tls.valid': '{{version}}, {{cipher}}; certificate {{subject}} from {{issuer}}, valid until {{to}}',
  'observation.rdp-tls.expired': '{{version}}, {{cipher}}; certificate {{subject}} from {{issuer}} expired on {{to}}',
  'observation.rdp-tls.not-yet-valid':
    '{{version}}, {{cipher}}; certificate {{subject}} from {{issuer}} is valid only from {{from}}',
  'observation.rdp-tls.unknown':
    '{{version}}, {{cipher}}; certificate {{subject}} from {{issuer}}, whose dates cannot be read',
  'observation.rdp-tls-failed.alert': 'Remote Desktop port {{port}} refused the TLS handshake: alert {{code}}',
  'observation.rdp-tls-failed.unusable':
    'TLS on Remote Desktop port {{port}} could not be completed by this PC ({{code}})',

  'rdp-protocol.standard': 'RDP’s own encryption',
  'rdp-protocol.tls': 'TLS without NLA',
  'rdp-protocol.nla': 'NLA',
  'rdp-protocol.nla-early': 'NLA with early result',
  'rdp-protocol.rdstls': 'RDSTLS',
  'rdp-protocol.rdsaad': 'Microsoft Entra sign-in',
  'rdp-protocol.windows-offer': 'what Windows offers (NLA or TLS)',
  'rdp-issuer.itself': 'itself',
  'rdp-failure.ssl-required': 'it demands TLS (SSL_REQUIRED_BY_SERVER)',
  'rdp-failure.ssl-not-allowed': 'it allows no TLS (SSL_NOT_ALLOWED_BY_SERVER)',
  'rdp-failure.no-certificate': 'it has no certificate for TLS (SSL_CERT_NOT_ON_SERVER)',
  'rdp-failure.inconsistent-flags': 'it finds the offer contradictory (INCONSISTENT_FLAGS)',
  'rdp-failure.nla-required': 'it demands NLA (HYBRID_REQUIRED_BY_SERVER)',
  'rdp-failure.user-auth-required':
    'it demands TLS with a certificate of the user (SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER)',
  'rdp-failure.unknown': 'for a reason that no specification names ({{failure}})',

  'meaning.rdp-connected':
    'Something accepts connections on the port of Remote Desktop. It says nothing yet of what it is.',
  'meaning.rdp-connect-failed.refused':
    'The machine, or a firewall in its name, answered at once that nobody listens on this port. The way to it works.',
  'meaning.rdp-connect-failed.deadline':
    'The request to connect got no answer at all. A firewall that drops packets, a machine that is off and a missing route look the same from here.',
  'meaning.rdp-connect-failed.unreachable':
    'A device on the way, or this PC, knows no way to the machine. Nothing is known of Remote Desktop itself.',
  'meaning.rdp-connect-failed.local-error': 'This PC refused to try. Nothing is known about the server.',
  'meaning.rdp-negotiated':
    'The Remote Desktop service is alive and agreed on how the connection is protected. Nobody has signed in.',
  'meaning.rdp-negotiate-refused': 'The Remote Desktop service is alive and does not take this offer.',
  'meaning.rdp-no-answer':
    'The port is open and nothing usable came back. A hung service, a filter and a device that only accepts connections look the same.',
  'meaning.not-rdp':
    'Another kind of service listens on this port, or a device on the way answers in the server’s name.',
  'meaning.rdp-tls':
    'The certificate is described as the server shows it; it was not checked against anybody’s trust. By default Windows makes its own for Remote Desktop.',
  'meaning.rdp-tls.expired':
    'By this PC’s clock the certificate is out of date, so clients warn or refuse. It ends no session that has begun.',
  'meaning.rdp-tls.not-yet-valid':
    'By this PC’s clock the certificate is not valid yet, so clients warn or refuse. Compare the clocks of both machines.',
  'meaning.rdp-tls-failed.alert': 'The server ended the handshake itself and named its reason.',
  'meaning.rdp-tls-failed.unusable':
    'What the server sent is too old, too weak or too broken for the TLS of this tool. Windows has another TLS and may go on.',

  'cause.rdp-not-listening.headline': 'Remote Desktop is not listening',
  'cause.rdp-not-listening.summary.closed':
    '{{host}} refused the connection to port {{port}}, Remote Desktop, at once.',
  'cause.rdp-not-listening.summary.other-service': 'Port {{port}} of {{host}} answers, but not as Remote Desktop does.',
  'cause.rdp-not-listening.next.closed':
    'At the server, check that Remote Desktop is allowed, that TermService runs, and that it listens on port {{port}}.',
  'cause.rdp-not-listening.next.other-service':
    'Check the port number. If {{port}} is right, find out at the server what listens there: netstat -aon names the process.',

  'cause.rdp-security-mismatch.headline': 'No common Remote Desktop security',
  'cause.rdp-security-mismatch.summary.refused':
    '{{host}}, Remote Desktop port {{port}}, refused what Windows offers: {{failure}}.',
  'cause.rdp-security-mismatch.summary.accepts':
    '{{host}}, Remote Desktop port {{port}}, refused what Windows offers: {{failure}}. It takes {{accepted}}.',
  'cause.rdp-security-mismatch.summary.dismissed':
    '{{host}}, Remote Desktop port {{port}}, hung up on what Windows offers, without a reason.',
  'cause.rdp-security-mismatch.summary.alert':
    '{{host}}, Remote Desktop port {{port}}, agreed on TLS and refused the handshake with the alert {{code}}.',
  'cause.rdp-security-mismatch.summary.unusable':
    '{{host}}, Remote Desktop port {{port}}, agreed on TLS, but this tool could not complete the handshake ({{code}}).',
  'cause.rdp-security-mismatch.summary.not-tls':
    '{{host}}, Remote Desktop port {{port}}, agreed on TLS and then answered with something else.',
  'cause.rdp-security-mismatch.next':
    'At the server, compare its Remote Desktop policies (security layer, NLA) with what the user’s client can do.',
  'cause.rdp-security-mismatch.next.certificate':
    'At the server, check the certificate of Remote Desktop: it may be missing, or TermService may not read its key.',
  'cause.rdp-security-mismatch.next.tls':
    'At the server, check which TLS versions and ciphers are on, and the certificate of Remote Desktop.',

  'cause.rdp-nla-required.headline': 'Remote Desktop demands NLA',
  'cause.rdp-nla-required.summary':
    '{{host}}, Remote Desktop port {{port}}, takes only clients that sign in before the session begins (NLA). That is normal today.',
  'cause.rdp-nla-required.next':
    'Leave it on: only a client that cannot do NLA fails here. For a session that ended, read event 40 of TerminalServices-LocalSessionManager at the server, and ask for the firewall’s idle timer, as an idle connection cannot be measured before sign-in.',

  'cause.tcp-no-answer.summary.rdp': '{{host}}, Remote Desktop port {{port}}, did not answer within {{ms, ms}}.',
  'cause.negotiate-no-answer.summary.rdp':
    '{{host}} accepted the connection on Remote Desktop port {{port}} and did not answer within {{ms, ms}}.',
  'cause.negotiate-no-answer.summary.rdp-tls':
    '{{host}}, Remote Desktop port {{port}}, agreed on TLS and did not answer the handshake within {{ms, ms}}.',
  'cause.negotiate-no-answer.summary.rdp-partial':
    '{{host}}, Remote Desktop port {{port}}, sent {{received, number}} bytes, but no whole answer within {{ms, ms}}.',

  'cause.inconclusive.summary.remote-desktop':
    'Remote Desktop at {{host}}, port {{port}}, works up to the sign-in: {{security}}, {{certificate}}.',
  'cause.inconclusive.next.remote-desktop':
    'At the server, read event 40 of TerminalServices-LocalSessionManager and the limits for idle and disconnected sessions. An idle connection cannot be measured before sign-in: ask for the firewall’s idle timer.',
  'cause.inconclusive.next.remote-desktop-certificate':
    'At the server, renew the certificate of Remote Desktop, which is out of date. Why a session ended says event 40 of TerminalServices-LocalSessionManager there; for idle ones ask for the firewall’s timer too.',
  'cause.inconclusive.next.remote-desktop-clock':
    'Compare the clocks of the server and of this PC: the certificate of Remote Desktop is not valid yet. Why a session ended says event 40 of TerminalServices-LocalSessionManager there; for idle ones ask for the firewall’s timer too.',
  'cause.inconclusive.next.with-share': '{{next}} 0xC0000203 inside a session comes from a share: run again with it.',
  'rdp-security.nla-and-tls': 'NLA or TLS, as the client likes',
  'rdp-security.nla': 'NLA',
  'rdp-security.tls': 'TLS, no NLA',
  'rdp-security.standard': 'only RDP’s own encryption, no TLS',
  'rdp-certificate.none': 'no certificate seen',
  'rdp-certificate.self-signed': 'self-signed certificate until {{to}}',
  'rdp-certificate.issued': 'certificate from {{issuer}} until {{to}}',

  'fault-line.rdp-port': 'Remote Desktop, port {{port}}',
  'fault-line.rdp-security': 'TLS and NLA',
  'fault-line.value.rdp-not-listening': 'Not listening',
  'fault-line.value.rdp-security-mismatch': 'No common security',
  'fault-line.value.rdp-nla-required': 'NLA demanded',
  'fault-line.value.no-tls': 'Own encryption',
  'fault-line.value.tls': 'TLS, no NLA',
  'fault-line.value.nla': 'NLA',
  'fault-line.detail.version': '{{version}}',
} as const;
