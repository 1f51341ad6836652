/** What all inspection of Windows shares: what could not be read, and where this PC stands on the fault line. */
export const windowsTexts = {
  'check.why.needs-windows': 'Local inspection needs Windows',
  'cli.no-windows': 'This PC was not inspected: that needs Windows. The network tests ran as usual.',

  'machine.this-pc': 'this PC',
  'machine.target': 'the server',

  'reading.operating-system': 'The system and its user',
  'reading.registry': 'The registry',
  'reading.processes': 'The list of processes',
  'reading.sessions': 'The list of sessions',
  'reading.service': 'The state of a service',
  'reading.tcp-table': 'The table of TCP connections',
  'reading.tickets': 'The Kerberos tickets',
  'reading.events': 'The event log',
  'reading.connections': 'The existing connections',
  'reading.path': 'The path',
  'reading.saved-credentials': 'The names of saved credentials',
  'reading.default-rdp': 'Default.rdp',
  'reading.account': 'The account',
  'reading.workstation-info': 'The settings of the SMB client',
  'reading.server-info': 'The settings of the SMB server',
  'reading.named': '{{reading}} ({{name}})',

  'observation.windows-not-read.not-available':
    '{{what}} could not be read from {{machine}}: this Windows cannot do it',
  'observation.windows-not-read.access-denied':
    '{{what}} could not be read from {{machine}}: access denied ({{api}}, error {{code}})',
  'observation.windows-not-read.api': '{{what}} could not be read from {{machine}}: {{api}} failed with {{code}}',
  'observation.windows-not-read.implausible':
    '{{what}} was not believed of {{machine}}: {{api}} succeeded with what cannot be true ({{detail}})',
  'observation.windows-not-read.deadline': '{{what}} was not read from {{machine}}: no answer in {{ms, ms}}',

  'meaning.windows-not-read.access-denied':
    'This account may not ask. Nothing is known of what stands there; an administrator may see it.',
  'meaning.windows-not-read.other':
    'Nothing is known of what stands there. It speaks neither for nor against anything.',

  'fault-line.this-pc': 'This PC',
  'fault-line.rdp-session': 'Session',
  'fault-line.value.inspected': 'No problem seen',
  'fault-line.detail.checks_one': '{{count, number}} check',
  'fault-line.detail.checks_other': '{{count, number}} checks',
  'fault-line.value.listed': 'Listed',
} as const;
