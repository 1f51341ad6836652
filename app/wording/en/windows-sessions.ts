/** Remote Desktop on this PC and on the server: clients, sessions, services and the port, and the causes they show. */
export const windowsSessionTexts = {
  'check.windows-mstsc.label': 'Remote Desktop clients',
  'check.windows-mstsc.waiting': 'Looking for running Remote Desktop clients',
  'check.windows-sessions.label': 'Sessions of the user',
  'check.windows-sessions.waiting': 'Waiting for the list of sessions',
  'check.windows-services.label': 'Services',
  'check.windows-services.waiting': 'Asking the state of the services',
  'check.windows-ports.label': 'Owner of the Remote Desktop port',
  'check.windows-ports.waiting': 'Looking who listens on the Remote Desktop port',

  'observation.sessions-listed_one': '{{count, number}} session on {{machine}}: {{sessions}}',
  'observation.sessions-listed_other': '{{count, number}} sessions on {{machine}}: {{sessions}}',
  'observation.user-session': 'Session {{session}} of {{user}} on {{machine}} is {{state}}',
  'observation.user-session.since': 'Session {{session}} of {{user}} on {{machine}} is {{state}} since {{since}}',
  'session.row': '{{session}} {{user}} {{state}}',
  'session.row.nobody': '{{session}} {{state}}',
  'session.rows': '{{first}}; {{rest}}',
  'session.more': 'and {{count, number}} more',
  'session-state.active': 'active',
  'session-state.connected': 'connected',
  'session-state.connect-query': 'being connected',
  'session-state.shadow': 'watching another one',
  'session-state.disconnected': 'disconnected',
  'session-state.idle': 'waiting for a client',
  'session-state.listen': 'listening',
  'session-state.reset': 'being reset',
  'session-state.down': 'down',
  'session-state.init': 'being set up',
  'session-state.unknown': 'in a state that is not known',

  'observation.rdp-clients-counted_one': '{{count, number}} Remote Desktop client is running on this PC',
  'observation.rdp-clients-counted_other': '{{count, number}} Remote Desktop clients are running on this PC',
  'observation.rdp-clients-counted.none': 'No Remote Desktop client is running on this PC',
  'observation.rdp-client': 'A Remote Desktop client is running: mstsc.exe, process {{pid}}, {{owner}}, {{connected}}',
  'observation.rdp-client.since':
    'A Remote Desktop client is running since {{since}}: mstsc.exe, process {{pid}}, {{owner}}, {{connected}}',
  'rdp-client.owner.unknown': 'owner not known',
  'rdp-client.connected': 'connected to {{places}}',
  'rdp-client.not-connected': 'connected to nothing',
  'rdp-client.connection-unknown': 'connections not known',
  'observation.rdp-client-memory':
    'Remote Desktop here remembers the servers {{recent}}; saved credentials for {{saved}}',
  'rdp-client-memory.none': 'none',
  'observation.windows-service': '{{name}} on {{machine}}: {{state}}, {{start}}',
  'observation.windows-service.absent': '{{name}} is no service of {{machine}}',
  'service-state.stopped': 'stopped',
  'service-state.start-pending': 'starting',
  'service-state.stop-pending': 'stopping',
  'service-state.running': 'running',
  'service-state.continue-pending': 'continuing',
  'service-state.pause-pending': 'pausing',
  'service-state.paused': 'paused',
  'service-start.boot': 'started by the boot loader',
  'service-start.system': 'started by the kernel',
  'service-start.automatic': 'started automatically',
  'service-start.manual': 'started when asked for',
  'service-start.disabled': 'disabled',
  'observation.rdp-listener': 'On port {{port}}, where Remote Desktop is to listen, listens {{owners}}; {{service}}',
  'observation.rdp-listener.nobody': 'Nobody listens on port {{port}}, where Remote Desktop is to listen; {{service}}',
  'rdp-listener.process': 'process {{pid}}',
  'rdp-listener.process-unknown': 'a process that Windows does not tell',
  'rdp-listener.service': 'TermService is process {{pid}}',
  'rdp-listener.no-service': 'TermService has no known process',

  'meaning.sessions-listed':
    'Who is signed in, as Windows’ own session list says. An account without the right to see others may be shown only its own sessions.',
  'meaning.user-session':
    'The server keeps this session for the user. Signing in again normally takes it up; where one session per user is off, it starts another beside it.',
  'meaning.user-session.disconnected':
    'Nobody looks at this session, but its programs still run and it still counts. A new sign-in takes it up, or fails where it hangs.',
  'meaning.rdp-clients-counted': 'All processes of this PC were looked through, those of other users too.',
  'meaning.rdp-client':
    'A client that still runs holds on to the session it had. One that is connected to nothing has lost it, or was only opened.',
  'meaning.rdp-client-memory':
    'What the client fills in by itself. A saved password that is out of date makes it sign in wrongly without asking.',
  'meaning.windows-service':
    'What the service control manager says at this moment. It does not tell whether the service answers.',
  'meaning.rdp-listener':
    'The port comes from the settings of the listener, its owner from Windows’ table of TCP connections.',

  'cause.rdp-ghost-session.headline': 'An old session is still there',
  'cause.rdp-ghost-session.summary': '{{user}} still has the disconnected session {{session}} on {{host}}.',
  'cause.rdp-ghost-session.summary.since':
    '{{user}} still has the session {{session}} on {{host}}, disconnected since {{since}}.',
  'cause.rdp-ghost-session.summary.beside':
    '{{user}} has the disconnected session {{session}} on {{host}} beside session {{other}}.',
  'cause.rdp-ghost-session.summary.duplicate':
    '{{user}} is signed in to {{host}} twice, in the sessions {{session}} and {{other}}.',
  'cause.rdp-ghost-session.next':
    'Ask the user what is open in session {{session}}: it is lost. Then, at the server: logoff {{session}}',

  'cause.rdp-client-leftover.headline': 'A Remote Desktop client still runs',
  'cause.rdp-client-leftover.summary':
    'mstsc.exe, process {{pid}}, of this user still runs on this PC and is connected to nothing.',
  'cause.rdp-client-leftover.summary.connected':
    'mstsc.exe, process {{pid}}, of this user runs on this PC and is connected to {{host}} now.',
  'cause.rdp-client-leftover.summary.unknown':
    'mstsc.exe, process {{pid}}, of this user runs on this PC. Whether it is connected is not known.',
  'cause.rdp-client-leftover.next':
    'Close that window; if it does not close, end process {{pid}} in Task Manager. Then connect afresh.',

  'cause.rdp-service-stopped.headline': 'Remote Desktop Services is not running',
  'cause.rdp-service-stopped.summary':
    'TermService, which keeps all Remote Desktop sessions, is {{state}} on {{host}}.',
  'cause.rdp-service-stopped.next':
    'At the server, start TermService and see in its System log why it stopped. If it is disabled, find out who did that.',

  'cause.rdp-port-conflict.headline': 'Another program holds this port',
  'cause.rdp-port-conflict.summary':
    'Port {{port}}, where Remote Desktop of {{host}} is to listen, belongs to process {{pid}}, not to TermService.',
  'cause.rdp-port-conflict.next':
    'At the server, find out what process {{pid}} is (tasklist /svc) and give it, or Remote Desktop, another port.',

  'fault-line.value.rdp-ghost-session': 'Old session',
  'fault-line.value.rdp-client-leftover': 'Client left over',
  'fault-line.value.rdp-service-stopped': 'Service stopped',
  'fault-line.value.rdp-port-conflict': 'Port taken',
} as const;
