/** Silent connections: what became of them, what follows from it, and the table that shows them together. */
export const idleTexts = {
  'check.smb1-idle.label': 'Silent connections',
  'check.smb1-idle.waiting': 'Holding connections in silence',
  'check.progress.idle': '{{held, number}} silent connections are waiting, {{left, ms}} left',
  'check.why.idle-not-set-up': 'No silent connection could be set up',

  'idle.variant.plain': 'Plain connection',
  'idle.variant.keep-alive': 'Connection with TCP keep-alives',
  'idle.variant.open-handle': 'Connection with an open folder',
  'idle.variant.open-search': 'Connection with an open search',
  'idle.variant.in-use': 'Connection in use',
  'idle.end.alive': 'alive',
  'idle.end.fin': 'closed in order (FIN)',
  'idle.end.rst': 'reset (RST)',
  'idle.end.silent': 'no answer',
  'idle.end.session-gone': 'session gone',
  'idle.end.search-gone': 'search gone',
  'idle.end.error': 'failed on this PC, or answered in a broken way',
  'idle.end.interrupted': 'not known, this PC slept',
  'idle.end.not-set-up': 'not set up',
  'idle.end.not-reached': 'stopped',
  'idle.missing.connection': 'no connection',
  'idle.missing.negotiate': 'no answer to the negotiate',
  'idle.missing.sign-in': 'no further sign-in',
  'idle.missing.tree': 'the share did not open again',
  'idle.missing.handle': 'the share’s folder did not open',
  'idle.missing.search': 'no search could be kept open',
  'idle.missing.not-tried': 'not tried after another one failed',

  'observation.idle-connection.used': '{{variant}}, silent for {{at, ms}}: {{end}} when it was used',
  'observation.idle-connection.waiting': '{{variant}}: {{end}} after {{at, ms}} of silence',
  'observation.idle-connection.in-use': '{{variant}} all the time, for {{at, ms}}: {{end}}',
  'observation.idle-connection.not-set-up': '{{variant}} for {{planned, ms}}: not set up, {{missing}}',
  'observation.idle-connection.not-reached': '{{variant}} for {{planned, ms}}: stopped after {{at, ms}}',
  'observation.idle-connection.keep-alives':
    '{{sentence}}; {{keepAlives, number}} keep-alive messages had come from the server',

  'meaning.idle-connection.alive': 'Nothing between this PC and the server minds a silence of this length.',
  'meaning.idle-connection.in-use':
    'It was asked something again and again while the others were silent, and shows whether server and network were there all the time.',
  'meaning.idle-connection.fin':
    'Something closed the silent connection in order. A server that sees no open files and no requests does this.',
  'meaning.idle-connection.rst':
    'The silent connection was torn down. Firewalls and load balancers do this once they have forgotten a connection; so does a server that restarts.',
  'meaning.idle-connection.silent':
    'The connection looked open and led nowhere. A device on the way that forgot it and drops its packets does this.',
  'meaning.idle-connection.session-gone':
    'The connection lived and the server had thrown the session away, as some storage systems do with idle ones.',
  'meaning.idle-connection.search-gone':
    'The server keeps a search open only for so long (MaxKeepSearch on Windows). Few programs notice.',
  'meaning.idle-connection.error': 'Neither the server nor the network on the way can be blamed for this.',
  'meaning.idle-connection.interrupted': 'What happens to a connection while this PC sleeps is nobody’s timer.',
  'meaning.idle-connection.not-set-up':
    'Nothing is concluded from a connection that never was. Some servers take only a few.',
  'meaning.idle-connection.not-reached': 'Nothing is concluded from a silence that was cut short.',

  'cause.idle-disconnect-server.headline': 'The server closes idle connections',
  'cause.idle-disconnect-server.summary.spared':
    'A connection to {{host}}: {{end}} {{time}}; one with an open folder was spared.',
  'cause.idle-disconnect-server.summary.alone': 'A connection to {{host}}: {{end}} {{time}}.',
  'cause.idle-disconnect-server.next':
    'Ask the server’s administrator for its idle time: AutoDisconnect on Windows, deadtime on Samba. {{hint}} Windows connects again by itself; a program that does not should be made to.',
  'cause.idle-disconnect-network.headline': 'The network drops idle connections',
  'cause.idle-disconnect-network.summary.twin':
    'A connection to {{host}}: {{end}} {{time}}; its twin with TCP keep-alives lived on.',
  'cause.idle-disconnect-network.summary.alone': 'A connection to {{host}}: {{end}} {{time}}.',
  'cause.idle-disconnect-network.next':
    'Ask who runs the firewalls, VPN and load balancers on the way for their TCP idle time, and have it raised or keep-alives sent more often. {{hint}}',
  'idle.summary.contradicted':
    'A connection to {{host}}: {{end}} {{time}}. Another one like it lived through {{other, ms}} of silence, which no idle timer lets it.',
  'idle.time.at': 'after {{at, ms}} of silence',
  'idle.time.within': 'after at most {{to, ms}} of silence',
  'idle.time.between': 'after more than {{from, ms}} and at most {{to, ms}} of silence',
  'idle.hint': 'The time fits a default of {{names}}, which is a hint and no proof.',
  'idle.hint.set': 'Its own AutoDisconnect is set to {{set, ms}}, which fits.',
  'idle.hint.set-otherwise': 'Its own AutoDisconnect is set to {{set, ms}}, which does not fit.',
  'idle.hint.never': 'Its own AutoDisconnect is off, which speaks against it.',
  'idle.hint.none': 'The time fits no default known here.',
  'fault-line.value.idle-disconnect-server': 'Closed when idle',
  'fault-line.value.idle-disconnect-network': 'Lost when idle',

  'idle.table.title': 'Silent connections',
  'idle.table.silence': 'silent for',
  'idle.column.plain': 'plain',
  'idle.column.keep-alive': 'TCP keep-alives',
  'idle.column.open-handle': 'open folder',
  'idle.column.open-search': 'open search',
  'idle.column.in-use': 'in use',
  'idle.short.alive': 'alive',
  'idle.short.fin': 'FIN',
  'idle.short.rst': 'RST',
  'idle.short.silent': 'no answer',
  'idle.short.session-gone': 'session gone',
  'idle.short.search-gone': 'search gone',
  'idle.short.error': 'not known',
  'idle.short.interrupted': 'this PC slept',
  'idle.short.not-set-up': 'not set up',
  'idle.short.not-reached': 'stopped',
  'idle.cell.waiting': '{{end}} at {{at, ms}}',
  'idle.cell.used': '{{end}} when used',
} as const;
