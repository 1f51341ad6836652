/** What event logs remember of sessions, and the causes they show. */
export const windowsEventTexts = {
  'check.windows-events.label': 'Event logs',
  'check.windows-events.waiting': 'Waiting for the event logs',

  'observation.event-log_one':
    'The log {{log}} of {{machine}} has {{count, number}} event about sessions since {{since}}',
  'observation.event-log_other':
    'The log {{log}} of {{machine}} has {{count, number}} events about sessions since {{since}}',
  'observation.event-log.more':
    'The log {{log}} of {{machine}} has {{count, number}} events about sessions since {{since}}; the latest {{told, number}} are told',
  'observation.windows-event': '{{when}}, {{machine}}: {{what}}',

  'event.rdp-logon': '{{session}} began',
  'event.rdp-shell-started': 'the desktop of {{session}} started',
  'event.rdp-logoff': '{{session}} was signed out',
  'event.rdp-disconnected': '{{session}} was disconnected',
  'event.rdp-reconnected': '{{session}} was taken up again',
  'event.rdp-disconnected-by-session': '{{session}} was disconnected by session {{by}}',
  'event.rdp-disconnected-for-reason': '{{session}} was disconnected: {{why}}',
  'event.rdp-authenticated': '{{user}} was let in by network level authentication',
  'event.rdp-connection-received': 'Remote Desktop’s listener was given a connection',
  'event.rdp-connection-from': 'Remote Desktop was connected to from {{detail}}',
  'event.rdp-transport-failed': 'the transport of a Remote Desktop connection failed',
  'event.rdp-bad-credentials': 'a sign-in from {{detail}} had a wrong name or password',
  'event.rdp-channel-closed': 'a channel of a Remote Desktop connection was closed',
  'event.rdp-client-connecting': 'the Remote Desktop client began to connect to {{server}}',
  'event.rdp-client-connected': 'the Remote Desktop client connected to {{server}}',
  'event.rdp-client-disconnected': 'the Remote Desktop client was disconnected: {{why}}',
  'event.smb-connect-failed': 'Windows could not connect to {{server}}: {{why}}',
  'event.smb-connection-lost': 'the connection to {{server}} was lost: {{why}}',
  'event.smb-session-lost': 'the session with {{server}} was lost: {{why}}',
  'event.smb-session-back': 'the session with {{server}} was established again',
  'event.smb-share-lost': 'the connection to a share of {{server}} was lost: {{why}}',
  'event.smb-share-back': 'the connection to a share of {{server}} was established again',
  'event.smb-request-timed-out': 'a request to {{server}} was not answered in time',
  'event.smb-sign-in-failed': 'the sign-in to {{server}} failed: {{why}}',
  'event.smb1-refused-here': '{{server}} answered with SMB1, which this PC does not speak',
  'event.system-started': 'Windows started',
  'event.system-stopping': 'Windows shut down',
  'event.system-stopped-unexpectedly': 'Windows noticed that it had not been shut down properly',
  'event.system-restart-asked': '{{detail}} asked for a restart or shutdown',
  'event.service-changed': '{{service}} {{state}}',
  'event.service-crashed': '{{service}} ended unexpectedly',
  'event.service.running': 'started',
  'event.service.stopped': 'stopped',
  'event.service.changed': 'changed its state',
  'event.profile-temporary': 'a user got a temporary profile',
  'event.profile-set-aside': 'a damaged profile was set aside',
  'event.profile-not-loaded': 'a profile could not be loaded',
  'event.duplicate-sid': 'a sign-in from a PC with the same machine identifier was refused',
  'event.session': 'session {{session}}',
  'event.session-of': 'session {{session}} of {{user}}',
  'event.a-session': 'a session',
  'event.a-server': 'a server',
  'event.a-service': 'a service',
  'event.somebody': 'somebody',
  'event.unknown': 'not told',
  'event.reason': '{{words}} ({{code}})',

  'ended-by.nothing-said': 'no reason given, as when the window was closed or the network failed',
  'ended-by.administrator': 'by an administrator or a program',
  'ended-by.idle-limit': 'idle for longer than is allowed',
  'ended-by.time-limit': 'connected for longer than is allowed',
  'ended-by.other-connection': 'replaced by another connection',
  'ended-by.server-fault': 'a fault of the server',
  'ended-by.refused': 'refused by the server',
  'ended-by.credentials': 'the sign-in has to be done again',
  'ended-by.user': 'by the user',
  'ended-by.system-stopping': 'the server shut down',
  'ended-by.licensing': 'licensing',
  'ended-by.network': 'the network connection was lost',
  'client-ended-by.user': 'by the user or the client itself',
  'client-ended-by.server': 'by the server',
  'client-ended-by.name': 'the name was not found',
  'client-ended-by.network': 'the network connection was lost or not made',
  'client-ended-by.sign-in': 'the sign-in was refused',
  'client-ended-by.licensing': 'licensing',
  'client-ended-by.security': 'the security negotiation failed',

  'meaning.event-log':
    'A log keeps events until it is full. That one has none speaks neither for nor against anything.',
  'meaning.windows-event':
    'Windows noted it when it happened, so it may tell of the user’s own session. Times are UTC, by the clock of that PC.',

  'cause.rdp-session-replaced.headline': 'Another connection took the session',
  'cause.rdp-session-replaced.summary':
    'Session {{session}} on {{host}} was taken over by another connection at {{when}}.',
  'cause.rdp-session-replaced.summary.administrator':
    'Session {{session}} on {{host}} was ended by an administrator or a program at {{when}}.',
  'cause.rdp-session-replaced.next':
    'Ask where else this account was used at that time: another PC, a phone, a colleague. The one who connects last gets the session.',
  'cause.rdp-session-replaced.next.administrator':
    'Ask the server’s administrators who ended it, and whether a script or a monitoring program ends sessions.',

  'cause.rdp-service-restarted.headline': 'Remote Desktop Services was restarted',
  'cause.rdp-service-restarted.summary':
    'TermService, which keeps all Remote Desktop sessions, stopped on {{host}} at {{when}}.',
  'cause.rdp-service-restarted.next':
    'At the server, find out in its System log who or what stopped TermService at that time, an update for example.',

  'cause.rdp-time-limit.summary.idle-limit':
    '{{host}} ended the session at {{when}}, because it had been idle for longer than is allowed.',
  'cause.rdp-time-limit.summary.time-limit':
    '{{host}} ended the session at {{when}}, because it had lasted longer than is allowed.',
  'cause.rdp-time-limit.next.event':
    'Ask who owns the server’s policies whether MaxIdleTime and MaxConnectionTime fit this user’s work.',

  'cause.server-restarted.summary.event-log':
    '{{host}} was shut down or started at {{when}}, as its System log says. Every session of before is gone.',
  'cause.server-restarted.summary.file-service':
    'The file service of {{host}} stopped at {{when}}, as its System log says. Every SMB session of before is gone.',
  'cause.server-restarted.summary.this-pc':
    'This PC itself stopped or started at {{when}}. Its sessions with {{host}} ended with it.',
  'cause.server-restarted.next.this-pc':
    'Find out in this PC’s System log why it stopped: an update, the power, a fault.',

  'fault-line.value.rdp-session-replaced': 'Session taken',
  'fault-line.value.rdp-service-restarted': 'Service restarted',
} as const;
