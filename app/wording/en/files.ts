/** Work on files: the check, what was seen, and what it comes to. */
export const fileTexts = {
  'check.smb1-files.label': 'Work on a file',
  'check.smb1-files.waiting': 'Waiting for work on a file',
  'check.why.no-share': 'No share was named',
  'check.why.anonymous': 'Needs the user’s sign-in: what nobody or a guest may do with files proves little',
  'check.why.no-disk': '{{share}} holds no files',

  'observation.file-work.written':
    '{{steps, number}} steps of work on the temporary file {{path}} on {{share}} were answered ({{bytes, number}} bytes)',
  'observation.file-work.read':
    '{{steps, number}} steps of reading {{path}} on {{share}} were answered ({{bytes, number}} bytes)',
  'observation.file-step-refused': '{{command}} of {{path}} on {{share}} was refused with {{status}}',
  'observation.file-left-behind': 'The temporary file {{path}} is still on {{share}}',
  'observation.no-file-to-read.root':
    'Nothing was to be written, and {{share}} has no file at its root to read instead',
  'observation.no-file-to-read.folder':
    'Nothing was to be written, and {{path}} on {{share}} holds no file to read instead',

  'meaning.file-work':
    'The server does real work on files for this account. How long each step took is in the latencies.',
  'meaning.file-step-refused': 'The session and the share are good; this one step on a file was refused.',
  'meaning.file-left-behind': 'It could not be deleted again: the connection was lost, or the server refused.',
  'meaning.no-file-to-read': 'So no file was opened, and nothing is known about reading here.',

  'cause.access-denied.summary.write':
    '{{host}} refused {{command}} of a new file on {{share}} with {{status}}. That may be meant so: the account may read only.',
  'cause.access-denied.summary.file': '{{host}} refused {{command}} of {{path}} on {{share}} with {{status}}.',
  'cause.access-denied.next.write':
    'If this account is meant to write there, ask the server’s administrator for the right to. If not, run again read-only.',

  'cause.inconclusive.summary.disk-full':
    '{{host}} has no room for the file on {{share}}: {{command}} was answered with {{status}}.',
  'cause.inconclusive.summary.in-use':
    '{{path}} on {{share}} is held open or locked by somebody else: {{command}} was answered with {{status}}.',
  'cause.inconclusive.summary.not-found':
    '{{host}} knows no {{path}} on {{share}}: {{command}} was answered with {{status}}.',
  'cause.inconclusive.next.disk-full':
    'Ask the server’s administrator for room on the disk, or for a larger quota, and run again.',
  'cause.inconclusive.next.in-use': 'Find out on the server who holds the file open, then run again.',
  'cause.inconclusive.next.not-found': 'Check the path with the user, then ask whether the file was moved or renamed.',

  'cause.next.file-left-behind': '{{next}} Delete {{path}} on {{share}}: this run could not.',
} as const;
