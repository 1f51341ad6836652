/** Causes: headline (six words at most), one sentence with the numbers, who does what next. */
export const causeTexts = {
  'cause.session-deleted.headline': 'The server deleted the session',
  'cause.session-deleted.summary':
    '{{host}} answered {{command}} with {{status}}: it no longer knows the session that this run had opened.',
  'cause.session-deleted.summary.since':
    '{{host}} answered {{command}} with {{status}}, {{since, ms}} after its last good answer: it no longer knows the session that this run had opened.',
  'cause.session-deleted.next':
    'Ask the server’s administrator what ended sessions at this time: a restart, a fail-over, or somebody closing sessions.',

  'cause.name-not-resolved.headline': 'The name has no address',
  'cause.name-not-resolved.summary.answered': 'The name service has no address for {{host}} ({{code}}).',
  'cause.name-not-resolved.summary.silent': 'The look-up of {{host}} brought no answer ({{code}}).',
  'cause.name-not-resolved.next.answered':
    'Check the spelling, the DNS suffix and the VPN; then try the server’s address instead of its name.',
  'cause.name-not-resolved.next.silent': 'Check this PC’s DNS server and network, then run again.',

  'cause.next-to-netbios': '{{summary}} {{netbios}}',

  'cause.tcp-refused.headline': 'The port is closed',
  'cause.tcp-refused.summary': '{{host}} refused the connection to port {{port}} at once.',
  'cause.tcp-refused.next':
    'Ask the server’s administrator whether file sharing runs and listens on port {{port}}. This PC can reach the machine.',

  'cause.tcp-no-answer.headline': 'No answer from the server',
  'cause.tcp-no-answer.summary': '{{host}}, port {{port}}, did not answer within {{ms, ms}}.',
  'cause.tcp-no-answer.summary.unreachable': '{{host}} cannot be reached from this PC ({{code}}).',
  'cause.tcp-no-answer.next':
    'Find out whether the machine is on, then whether a firewall between here and there drops port {{port}}.',

  'cause.not-smb.headline': 'Something else is on the port',
  'cause.not-smb.summary': 'Port {{port}} of {{host}} answers, but not with SMB.',
  'cause.not-smb.next': 'Check the port number. If it is right, find out what answers for this server.',

  'cause.negotiate-no-answer.headline': 'Port open, but nobody answers',
  'cause.negotiate-no-answer.summary':
    '{{host}} accepted the connection and answered no negotiate of any SMB version within {{ms, ms}}.',
  'cause.negotiate-no-answer.summary.partial':
    '{{host}} sent {{received}}, but no whole answer to any negotiate within {{ms, ms}}.',
  'cause.negotiate-no-answer.next':
    'Run again from the server itself or its own subnet. If it works there, a filter on the way takes the requests.',

  'cause.smb1-disabled.headline': 'SMB1 is off on this server',
  'cause.smb1-disabled.summary.refused':
    '{{host}} answered that it accepts no SMB1 dialect, and it serves {{dialect}}. That is normal today.',
  'cause.smb1-disabled.summary.cut':
    '{{host}} closed the connection on an SMB1-only negotiate, and it serves {{dialect}}. That is what servers with SMB1 off do.',
  'cause.smb1-disabled.next':
    'Leave SMB1 off. If an old program or device needs it, that program or device is what has to change.',

  'cause.smb1-refused.headline': 'SMB1 and SMB2 were turned down',
  'cause.smb1-refused.summary': '{{host}} accepts connections on port {{port}} and turned down SMB1 and SMB2.',
  'cause.smb1-refused.next':
    'Run again from another PC. If that works, a limit or a filter is meant for this PC; if not, look at the server.',

  'cause.session-deleted.summary.at-sign-in':
    '{{host}} answers every sign-in over SMB2 with {{status}}, each with a ClientGuid of its own and before any session was opened.',
  'cause.session-deleted.next.at-sign-in':
    'Ask the server’s administrator about the SMB service there and about a load balancer or cluster in front: one that hands the two steps of a sign-in to different machines answers like this.',

  'cause.authentication-unsupported.headline': 'No common way to sign in',
  'cause.authentication-unsupported.summary.share-level':
    '{{host}} works with a password per share, as Windows 95 did. No password was sent.',
  'cause.authentication-unsupported.summary.plaintext':
    '{{host}} asks for the password in clear text. No password was sent.',
  'cause.authentication-unsupported.summary.no-ntlm': '{{host}} does not offer NTLM. No password was sent.',
  'cause.authentication-unsupported.summary.no-extended-security':
    '{{host}} does not offer extended security, without which a Kerberos ticket can’t be used.',
  'cause.authentication-unsupported.summary.no-token':
    'This PC got no Kerberos ticket for {{host}}, so it could not sign in with one.',
  'cause.authentication-unsupported.summary.ntlm-blocked': '{{host}} blocks NTLM ({{status}}).',
  'cause.authentication-unsupported.next': 'Ask the server’s administrator which sign-in the server accepts, and why.',

  'cause.session-limit.headline': 'The server takes no more sessions',
  'cause.session-limit.summary.sessions': '{{host}} says that it has as many sessions as it may have ({{status}}).',
  'cause.session-limit.summary.connections':
    '{{host}} accepts no further connection ({{status}}). Windows shows this as error 71.',
  'cause.session-limit.summary.uids':
    '{{host}} says that this connection has as many sign-ins as it may have ({{status}}).',
  'cause.session-limit.next':
    'Ask the server’s administrator to look for sessions that nobody uses any more (net session, Get-SmbSession) and for a limit on users of the share. Client editions of Windows take 20 connections at most: share from a server edition.',

  'cause.account-restricted.headline': 'The account may not sign in',
  'cause.account-restricted.summary': '{{host}} knows {{user}} and refuses: {{restriction}} ({{status}}).',
  'cause.account-restricted.next': 'Ask who looks after the account to lift this. A new password does not help.',
  'restriction.restriction': 'an account restriction',
  'restriction.logon-hours': 'outside the allowed logon hours',
  'restriction.workstation': 'not allowed from this PC',
  'restriction.password-expired': 'the password has expired',
  'restriction.disabled': 'the account is disabled',
  'restriction.logon-type': 'no right to sign in over the network',
  'restriction.account-expired': 'the account has expired',
  'restriction.must-change-password': 'the password must be changed first',
  'restriction.locked-out': 'the account is locked out',

  'cause.logon-failed.headline': 'The sign-in was refused',
  'cause.logon-failed.summary': '{{host}} refused the sign-in as {{user}} with {{status}}. It was tried once.',
  'cause.logon-failed.next':
    'Check name, domain and password with the user. A server that accepts only NTLMv1 answers the same.',

  'cause.signing-required.headline': 'The server demands signed requests',
  'cause.signing-required.summary':
    '{{host}} requires signing. An anonymous or guest session has no key for it, so over {{protocol}} nothing past the sign-in was tested.',
  'cause.signing-required.next':
    'Run again with the user’s name and password. Signing is good and stays on: a client that cannot sign is what has to change.',

  'cause.protocol-violation.headline': 'The answers break the protocol',
  'cause.protocol-violation.summary': 'An answer of {{host}} to {{command}} breaks the protocol: {{reason}}.',
  'cause.protocol-violation.next.netbios':
    'This port speaks NetBIOS, as port 139 does, and not SMB alone. Run again on port 139, or on none in particular.',
  'cause.protocol-violation.next':
    'Look for a device or program between this PC and the server that changes traffic. Keep the bytes for its maker.',

  'cause.share-not-found.headline': 'There is no such share',
  'cause.share-not-found.summary': '{{host}} has no share “{{share}}” ({{status}}). The sign-in worked.',
  'cause.share-not-found.next': 'Check the spelling of the share, then ask whether it was renamed or moved.',

  'cause.access-denied.headline': 'The share refuses access',
  'cause.access-denied.summary': '{{host}} refused {{share}} with {{status}}. The sign-in itself worked.',
  'cause.access-denied.summary.guest':
    '{{host}} refused {{share}} with {{status}} to the guest as whom {{user}} was signed in.',
  'cause.access-denied.next': 'Ask the server’s administrator for the rights of this account on the share.',
  'cause.access-denied.next.anonymous': 'Run again signed in as the user; anonymous access proves little.',

  'cause.mapped-to-guest.headline': 'Signed in only as guest',
  'cause.mapped-to-guest.summary': '{{host}} did not know {{user}} and signed us in as guest.',
  'cause.mapped-to-guest.next': 'Check the user name and domain. With the right name the server asks for its password.',

  'cause.server-stalled.headline': 'The server keeps a request waiting',
  'cause.server-stalled.summary':
    '{{host}} did not answer {{command}} within {{ms, ms}}, but answered an echo on the same connection.',
  'cause.server-stalled.next': 'Have the server’s disk, antivirus and load checked. Change nothing on this PC.',

  'cause.connection-stalled.headline': 'The connection stalled',
  'cause.connection-stalled.summary.only-this':
    '{{host}} stopped answering on an open connection: {{command}} waited {{ms, ms}}. A second connection was answered.',
  'cause.connection-stalled.summary.all':
    '{{host}} stopped answering on an open connection: {{command}} waited {{ms, ms}}. A second connection brought no answer either.',
  'cause.connection-stalled.summary.unknown':
    '{{host}} stopped answering on an open connection: {{command}} waited {{ms, ms}}.',
  'cause.connection-stalled.summary.partial':
    '{{host}} sent {{received}} on an open connection, but no whole answer to {{command}} within {{ms, ms}}.',
  'cause.connection-stalled.summary.echo-only':
    '{{host}} left an echo unanswered for {{ms, ms}}, while it answered another request on the same connection.',
  'cause.connection-stalled.next.echo-only':
    'Run again. If only echoes go missing, look for a device on the way that filters them.',
  'cause.connection-stalled.next.only-this':
    'Look at the server process behind this connection, then at devices on the way that track connections.',
  'cause.connection-stalled.next.all':
    'Look at the server first: it, or the way to it, no longer answers anybody from this PC.',

  'cause.connection-reset.headline': 'The connection was cut',
  'cause.connection-reset.summary': 'The connection to {{host}} was cut while {{command}} was outstanding, {{end}}.',
  'cause.connection-reset.summary.after-silence':
    'The connection to {{host}} turned out to be cut when {{command}} was sent after {{silence, ms}} without a request, {{end}}.',
  'cause.connection-reset.next.after-silence':
    'Run again with silent connections held: that tells an idle timer from a fault.',
  'cause.connection-reset.next':
    'Look at the server’s log for this time; if it shows nothing, look at firewalls and security software on the way.',

  'cause.high-latency.headline': 'The answers are slow',
  'cause.high-latency.summary.slow': 'Half of {{count, number}} echoes to {{host}} took longer than {{p50, ms}}.',
  'cause.high-latency.summary.erratic':
    'Echoes to {{host}} are erratic: half take {{p50, ms}}, but one in a hundred takes {{p99, ms}} or more.',
  'cause.high-latency.next': 'Compare with a wired PC near the server to tell the network from the server.',

  'cause.healthy.headline': 'No fault found now',
  'cause.healthy.summary':
    '{{host}} answered all that it was asked: {{count, number}} echoes, half within {{p50, ms}}, none lost. It may come and go.',
  'cause.healthy.summary.anonymous':
    '{{host}} answered all that it was asked, signed in anonymously: {{count, number}} echoes, half within {{p50, ms}}, none lost.',
  'cause.healthy.summary.no-file':
    '{{host}} answered {{count, number}} echoes, half within {{p50, ms}}, none lost. No work on a file was tried.',
  'cause.healthy.next.no-file': 'Run again with the share and the path of a file that makes the user wait.',
  'cause.healthy.next': 'Run again while the user has the fault.',
  'cause.healthy.next.anonymous': 'Run again with the user’s account and share, while the fault is there.',

  'cause.inconclusive.headline': 'No clear cause yet',
  'cause.inconclusive.summary': 'What was seen at {{host}} fits no cause.',
  'cause.inconclusive.summary.netbios-refused':
    '{{host}} opens no NetBIOS session on port {{port}}: {{reason}}. No SMB was spoken.',
  'cause.inconclusive.summary.netbios-retargeted':
    '{{host}} sends its NetBIOS clients to {{target}}. No SMB was spoken.',
  'cause.inconclusive.summary.anonymous-refused':
    '{{host}} refused the anonymous sign-in, as many servers do. That says nothing about the user’s session.',
  'cause.inconclusive.summary.smb1-silent':
    '{{host}} serves {{dialect}} but left the SMB1 negotiate unanswered. Silence does not prove that SMB1 is off.',
  'cause.inconclusive.summary.smb2-silent':
    '{{host}} speaks SMB1 and did not answer SMB2 at all, neither with nor without SMB1 in front. Windows tries SMB2 first.',
  'cause.inconclusive.summary.local-error': 'This PC could not open a connection to {{host}} ({{code}}).',
  'cause.inconclusive.summary.stopped': 'Stopped at “{{check}}”, before the run could tell.',
  'cause.inconclusive.summary.check-failed': 'A check could not do its work, so nothing is certain about {{host}}.',
  'cause.inconclusive.summary.partial': 'Only part of the checks was run. Nothing was wrong in those.',
  'cause.inconclusive.summary.unexpected-status': '{{host}} answered {{command}} with {{status}}, which fits no cause.',
  'cause.inconclusive.summary.share-closed':
    '{{host}} answered {{command}} with {{status}}: the share was closed on the server while it was in use.',
  'cause.inconclusive.summary.stale':
    'Only part of the checks was run. What {{host}} says to a client that holds a session which is gone: {{answer}}. Windows shows the user error {{win32}} for it.',
  'cause.inconclusive.next.share-closed':
    'Ask the server’s administrator who closed the share, or changed its settings, at this time; then run again.',
  'cause.inconclusive.next.unexpected-status':
    'Ask the server’s administrator what the server’s log says of this time and status; then run again.',
  'cause.inconclusive.next': 'Most telling next check: run again while the user has the fault.',
  'cause.inconclusive.next.sign-in': 'Most telling next check: run again signed in as the user.',
  'cause.inconclusive.next.all-checks': 'Most telling next check: run all checks to the end.',
  'cause.inconclusive.next.direct': 'Most telling next check: run again on port 445, which needs no NetBIOS.',
  'cause.inconclusive.next.retarget': 'Most telling next check: run again with that address, if it is right.',
  'cause.inconclusive.next.local': 'Check this PC’s own firewall and network, then run again.',
  'cause.inconclusive.next.smb2-silent':
    'Most telling next check: ask what filters between this PC and the server do with SMB2, then run again from the server’s own subnet.',
  'cause.inconclusive.next.other-place': 'Most telling next check: run again from the server’s own subnet.',
} as const;
