/** What servers say of themselves, and whether they stay the same: what was seen and what it means. */
export const serverTexts = {
  'check.smb2-stale-session.label': 'Answer to a deleted session (SMB2)',
  'check.smb2-stale-session.waiting': 'Asking in the name of an SMB2 session that is gone',

  'observation.smb1-negotiated.skewed': 'SMB1 is served: {{dialect}}, signing {{signing}}; {{skew}}',
  'observation.smb2-negotiated.skewed':
    'SMB2 is served: {{dialect}}, signing {{signing}}, in answer to the {{dialogue}} negotiate; {{skew}}',
  'clock-skew.ahead': 'the server’s clock is {{skew, ms}} ahead of this PC’s',
  'clock-skew.behind': 'the server’s clock is {{skew, ms}} behind this PC’s',

  'observation.smb2-dialect.served': '{{dialect}} alone is served',
  'observation.smb2-dialect.refused': '{{dialect}} alone is refused with {{status}}',
  'observation.smb2-dialect.cut': '{{dialect}} alone is answered by closing the connection',
  'observation.smb2-dialect.no-answer': '{{dialect}} alone is not answered in {{ms, ms}}',
  'observation.smb2-dialect.other': '{{dialect}} alone is answered with something that is no answer to it',
  'observation.server-names': 'The server calls itself {{computer}}, of {{domain}}',
  'observation.server-names.computer': 'The server calls itself {{computer}}',
  'observation.server-changed.guid': 'The server’s GUID was {{before}} and is now {{after}}',
  'observation.server-changed.start-time': 'The server said that it started at {{before}}, and now says {{after}}',
  'observation.clientguid-answer.repeated':
    'Sign-in by {{dialect}} with a ClientGuid that the server knows with another dialect: {{answer}}; {{then}}',
  'observation.clientguid-answer.fresh': 'Sign-in by {{dialect}} with a new ClientGuid: {{answer}}; {{then}}',
  'clientguid.answer.accepted': 'accepted',
  'clientguid.answer.cut': 'the connection was cut',
  'clientguid.answer.no-answer': 'no answer',
  'clientguid.then.accepted': 'with another new one it was accepted',
  'clientguid.then.session-deleted': 'with another new one the same',
  'clientguid.then.other': 'with another new one it failed in another way',
  'clientguid.then.not-tried': 'no other was tried',

  'meaning.clock-skew':
    'The server speaks SMB with us. Its clock and this PC’s are more than five minutes apart, so Kerberos sign-ins are refused, unless a policy allows more.',
  'meaning.smb2-dialect.served': 'A client that speaks nothing else finds this server.',
  'meaning.smb2-dialect.not-served': 'A client that speaks nothing else does not find this server.',
  'meaning.smb2-dialect.no-answer': 'Silence does not prove that the dialect is off. No other was tried after it.',
  'meaning.server-names':
    'Names from the server’s own challenge. If they are not those that were meant, the name or address leads elsewhere.',
  'meaning.server-changed.guid':
    'Servers keep their GUID while they run, many for ever. Another machine answers at this address now, or the server was started again.',
  'meaning.server-changed.start-time': 'The server, or its file service, was started again between the two answers.',
  'meaning.server-changed.start-time-before':
    'Two machines answer at this address, or the server does not know its own start: the new time lies before the first answer.',
  'meaning.clientguid-answer.refused':
    'A client whose ClientGuid is in use twice, as in cloned images, loses its sign-in this way as soon as the dialects differ.',
  'meaning.clientguid-answer.accepted': 'The server does not mind one ClientGuid with two dialects.',
  'meaning.clientguid-answer.other': 'No specification expects this answer here.',

  'cause.server-restarted.headline': 'The server was started again',
  'cause.server-restarted.summary.start-time':
    '{{host}} was started again during this run, at {{after}} by its own clock. Every session of before is gone.',
  'cause.server-restarted.summary.server-guid':
    '{{host}} answered with another server GUID than before: it was started again, or another machine took over its address.',
  'cause.server-restarted.summary.other-start':
    '{{host}} tells another time of start than before, and it lies before the first answer: another machine may have taken over its address.',
  'cause.server-restarted.summary.taking-turns':
    'Two machines take turns in answering for {{host}}. A session that one has opened means nothing to the other.',
  'cause.server-restarted.next':
    'Ask the server’s administrator what restarts it, and read its system log for this time.',
  'cause.server-restarted.next.other-machine':
    'Ask whether a cluster or load balancer stands at this address, and read its log of fail-overs for this time.',

  'cause.clientguid-collision.headline': 'Two clients share one ClientGuid',
  'cause.clientguid-collision.summary.repeated':
    '{{host}} ended a sign-in by {{dialect}} whose ClientGuid it knew with another dialect, and accepted the same with a new one.',
  'cause.clientguid-collision.summary.fresh':
    '{{host}} ended a sign-in by {{dialect}} as if its session were deleted, and accepted the same with another ClientGuid.',
  'cause.clientguid-collision.next':
    'Look for PCs or containers cloned from one image, and for programs with an SMB library of their own beside Windows.',

  'fault-line.value.server-restarted': 'Started again',
  'fault-line.value.clientguid-collision': 'Mistakes clients',
} as const;
