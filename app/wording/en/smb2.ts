/** The SMB2 session: its checks, what was seen of encryption, and the causes that it shows. */
export const smb2Texts = {
  'check.smb2-session.label': 'SMB2 session',
  'check.smb2-session.waiting': 'Waiting for the SMB2 session and its shares',
  'check.smb2-echo.label': 'SMB2 echo series',
  'check.smb2-echo.waiting': 'Measuring response times over SMB2',

  'check.why.first-sign-in-refused': 'The first sign-in of this run was refused; none is tried again',

  'observation.over-smb2': 'SMB2: {{seen}}',
  'observation.encryption-demanded.refused':
    'The server wants {{what}} encrypted and refuses it otherwise ({{status}})',
  'observation.encryption-demanded.granted': 'The server prefers {{what}} encrypted and allows it without',
  'observation.encryption-demanded.not-tried': 'The server wants {{what}} encrypted',
  'encryption.session': 'every session',
  'encryption.share': 'the share {{share}}',

  'meaning.signed-in.signed-smb2':
    'The server opened a session for this account. Every request is signed and the signature of every answer is checked, so nobody on the way can change one unnoticed.',
  'meaning.encryption-demanded.refused':
    'A client that offered no encryption was turned away. Windows 7, old Linux kernels and many devices offer none.',
  'meaning.encryption-demanded.granted':
    'A client without encryption is let in, so this is no fault. What follows was measured without.',
  'meaning.encryption-demanded.not-tried':
    'What a client without encryption meets was not tried. This tool does not encrypt.',

  'cause.encryption-required.headline': 'The server demands SMB3 encryption',
  'cause.encryption-required.summary': '{{host}} wants {{what}} encrypted and refuses clients without ({{status}}).',
  'cause.encryption-required.summary.not-tried': '{{host}} wants {{what}} encrypted. This tool does not encrypt.',
  'cause.encryption-required.next':
    'Check that the user’s PC or device speaks SMB 3.0 or newer with encryption. Encryption is good and stays on.',
  'fault-line.value.encryption-required': 'Wants encryption',

  'cause.smb1-disabled.summary.refused.smb2-works':
    '{{host}} accepts no SMB1 dialect. Its {{dialect}} works: signed in {{as}}, half of {{count, number}} echoes took {{p50, ms}} or less.',
  'cause.smb1-disabled.summary.cut.smb2-works':
    '{{host}} closes the connection on SMB1. Its {{dialect}} works: signed in {{as}}, half of {{count, number}} echoes took {{p50, ms}} or less.',
  'signed-in-as.user': 'as {{user}}',
  'signed-in-as.anonymous': 'anonymously',
  'cause.smb1-disabled.next.smb2-works':
    'Leave SMB1 off: SMB2 works from this PC. If an old program or device needs SMB1, that program or device is what has to change.',
} as const;
