/** Work on files while others wait, and what is provoked with consent: what was seen, what it means, and the causes of it. */
export const workTexts = {
  'check.smb1-stall.label': 'Echo against work',
  'check.smb1-stall.waiting': 'Waiting for work on a file, with echoes meanwhile',
  'check.smb1-oplock.label': 'Oplock break',
  'check.smb1-oplock.waiting': 'Opening a file that another connection of ours holds',
  'check.smb1-vc.label': 'VC collision',
  'check.smb1-vc.waiting': 'Signing in with VcNumber 0',

  'check.progress.oplock': 'Waiting for the server to let a second open in, {{most, ms}} at most',

  'check.why.no-disk-share': 'Needs a share with files',
  'check.why.one-at-a-time': 'The server takes one request at a time (MaxMpxCount 1)',
  'check.why.no-own-session': 'The server did not let a further session be set up on a connection of its own',
  'check.why.sign-in-refused': 'A further sign-in was refused before, and none was tried again',
  'check.why.read-only': 'Nothing may be written to the share',
  'check.why.no-temporary-file': 'No temporary file could be made on the share',
  'check.why.cut-by-collision': 'The connection was cut by the collision test, which had been consented to',
  'check.why.consent.oplock-break':
    'Needs consent (oplock-break): a program that opens the temporary file by itself may wait up to 35 s',
  'check.why.consent.vc-collision':
    'Needs consent (vc-collision): it may cut off every other SMB1 connection from this PC or its address to the server, the user’s own included',

  'observation.work-answered': '{{command}} on {{what}} was answered',
  'observation.work-answered.status': '{{command}} on {{what}} was answered with {{status}}',
  'observation.work-answered.echoes':
    '{{command}} on {{what}} was answered; meanwhile {{answered, number}} of {{sent, number}} echoes were',
  'observation.work-answered.notification':
    'While a notification waited, as it should, {{answered, number}} of {{sent, number}} echoes were answered',
  'observation.oplock-break.not-tried': 'The server gave no oplock on a temporary file that could be broken',
  'observation.oplock-break.opened.given-up': 'A second open of a file held with an oplock, which was given up at once',
  'observation.oplock-break.opened.kept': 'A second open of a file held with an oplock, which was never given up',
  'observation.oplock-break.refused': 'A second open of a file held with an oplock was refused with {{status}}',
  'observation.oplock-break.no-answer': 'A second open of a file held with an oplock was not answered',
  'observation.vc-collision.survived': 'Our first connection lived on when a second one signed in with VcNumber 0',
  'observation.vc-collision.cut': 'Our first connection was cut when a second one signed in with VcNumber 0 ({{end}})',
  'observation.vc-collision.session-deleted':
    'The session of our first connection was gone when a second one had signed in with VcNumber 0: {{status}}',
  'observation.vc-collision.no-answer':
    'Our first connection went silent when a second one had signed in with VcNumber 0',

  'work.share': 'the share',

  'meaning.work-answered': 'The server did the work that it was asked for.',
  'meaning.work-answered.status':
    'The server looked at what it was asked for and said no. That is an answer, no stall.',
  'meaning.work-answered.oplock':
    'About so long a server waits for another client to give up its oplock before it goes on without. Little else takes this long and then works.',
  'meaning.work-answered.late':
    'The server did the work, but it took its time. The echoes tell whether the way was clear.',
  'meaning.work-answered.notification':
    'Such a request waits until something changes; it was cancelled. Echoes that are answered meanwhile show that this server takes several requests at a time.',
  'meaning.oplock-break.not-tried': 'Oplocks are off on this server or share, so no open waits for another client’s.',
  'meaning.oplock-break.given-up':
    'This is what an open costs when the other client answers the server’s request at once.',
  'meaning.oplock-break.kept':
    'So long an open waits when the client that holds the file no longer answers. It was provoked, and says nothing about the user’s file.',
  'meaning.oplock-break.other': 'This is what an open meets while another client holds the file and does not answer.',
  'meaning.vc-collision.survived': 'This server does not cut off other connections when a client signs in anew.',
  'meaning.vc-collision.no-answer':
    'Something changed at that moment, but silence does not prove that the sign-in did it.',
  'meaning.vc-collision.ended':
    'A client that signs in with VcNumber 0, as old Windows clients do, cuts off all others with its name or address on this server. It was provoked, and says nothing about who did it to the user.',

  'cause.oplock-break-wait.headline': 'Another client holds the file',
  'cause.oplock-break-wait.summary':
    '{{host}} answered {{command}} on {{what}} only after {{ms, ms}}: about as long as a server waits for another client to give up its oplock.',
  'cause.oplock-break-wait.summary.provoked':
    '{{host}} kept an open waiting for {{ms, ms}} while another connection of this tool held the file with an oplock and did not answer.',
  'cause.oplock-break-wait.next':
    'On the server, see who has the file open (Get-SmbOpenFile, net file), and whether that PC sleeps, hangs or is cut off.',
  'cause.oplock-break-wait.next.provoked':
    'This was provoked. If the user’s files stall for about so long, see on the server who else has them open.',

  'cause.vc-collision.headline': 'New sign-ins cut off older ones',
  'cause.vc-collision.summary':
    '{{host}} ended our first connection, {{end}}, when a second one signed in with VcNumber 0. Another client behind the same address can do the same to the user.',
  'cause.vc-collision.summary.session':
    '{{host}} deleted the session of our first connection when a second one signed in with VcNumber 0. Another client with the same name or address can do the same to the user.',
  'cause.vc-collision.next':
    'This was provoked. Compare the times of the user’s losses with sign-ins of other PCs behind the same address; SMB2 ends it.',

  'fault-line.value.oplock-break-wait': 'Kept waiting',
  'fault-line.value.vc-collision': 'Cuts others off',
} as const;
