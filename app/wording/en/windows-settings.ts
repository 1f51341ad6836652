/** What this PC and the server are set to: timers, Remote Desktop, SMB, profiles, firewall, and the causes they show. */
export const windowsSettingTexts = {
  'check.windows-timers.label': 'Timers',
  'check.windows-timers.waiting': 'Reading the timers',
  'check.windows-smb.label': 'SMB settings of this PC',
  'check.windows-smb.waiting': 'Reading the SMB settings',
  'check.windows-policies.label': 'Remote Desktop policies',
  'check.windows-policies.waiting': 'Reading the policies',
  'check.windows-profiles.label': 'User profiles',
  'check.windows-profiles.waiting': 'Reading the list of profiles',
  'check.windows-firewall.label': 'Firewall of this PC',
  'check.windows-firewall.waiting': 'Reading the firewall rules',

  'value.never': 'never',
  'value.on': 'on',
  'value.off': 'off',
  'value.number': '{{value}}',
  'value.time': '{{value, ms}}',
  'value.unknown': 'what is not known',
  'value.no-limit': 'no limit',

  'observation.timer.default': '{{name}} is not set on {{machine}}, which means {{value}}',
  'observation.timer.unknown': '{{name}} is not set on {{machine}}; what that means there is not known',
  'observation.timer.set': '{{name}} is set to {{value}} on {{machine}}',
  'observation.timer.told': '{{name}}: the service of {{machine}} works with {{value}}',
  'observation.timer.not-in-force':
    '{{name}} is set to {{value}} on {{machine}}, but the service works with {{effective}}',
  'observation.timer.out-of-range': '{{name}} is set to {{value}} on {{machine}}, which is not allowed',
  'observation.timer.wrong-type': '{{name}} on {{machine}} is no number, but {{stored}}',
  'observation.timer.wrong-hive': '{{name}} stands under HKEY_CURRENT_USER, where no service looks for it',
  'observation.timer.wrong-key': '{{name}} stands under the parameters of the other SMB service',
  'observation.extended-timeout-servers': 'Windows waits longer for the servers {{servers}}',
  'observation.extended-timeout-servers.target':
    'Windows waits longer for the servers {{servers}}, this one among them',
  'observation.rdp-setting.policy': '{{name}} is {{value}} on {{machine}}, by policy',
  'observation.rdp-setting.user-policy': '{{name}} is {{value}} on {{machine}}, by a policy of the user',
  'observation.rdp-setting.setting': '{{name}} is {{value}} on {{machine}}',
  'observation.rdp-setting.out-of-range': '{{name}} is {{value}} on {{machine}}, which is not allowed',
  'observation.rdp-setting.wrong-type': '{{name}} on {{machine}} is no number, but {{stored}}',
  'observation.rdp-settings-read':
    'Settings of Remote Desktop that stand on {{machine}}: {{set, number}} of {{of, number}}',
  'observation.smb1-client.on': 'Windows on this PC can speak SMB1 to servers',
  'observation.smb1-client.off': 'The SMB1 client of this PC is installed and off',
  'observation.smb1-client.not-installed': 'Windows on this PC has no SMB1 client',
  'observation.smb1-client.unknown': 'Whether Windows on this PC can speak SMB1 is not clear from its settings',
  'observation.smb1-server.on': 'This PC serves SMB1',
  'observation.smb1-server.off': 'This PC does not serve SMB1',
  'observation.smb1-server.not-set': 'Whether this PC serves SMB1 is not set',
  'observation.smb-signing': 'Signing of the SMB {{role}} on this PC: required {{required}}, enabled {{enabled}}',
  'smb-role.client': 'client',
  'smb-role.server': 'server',
  'flag.on': 'yes',
  'flag.off': 'no',
  'flag.not-set': 'not set',
  'observation.profile': 'The profile of {{whose}} on {{machine}} is {{path}}',
  'observation.profile.bak': 'The profile of {{whose}} on {{machine}} has a copy under .bak: {{path}}',
  'observation.profile.only-bak': 'The profile of {{whose}} on {{machine}} stands only under .bak: {{path}}',
  'observation.profile.temporary': 'The profile of {{whose}} on {{machine}} is a temporary one: {{path}}',
  'observation.profile.folder-missing': 'The profile of {{whose}} on {{machine}} has no folder: {{path}}',
  'profile.user': 'the user',
  'profile.other': '{{sid}}',
  'observation.profiles-read_one': '{{count, number}} profile on {{machine}}, {{damaged, number}} damaged',
  'observation.profiles-read_other': '{{count, number}} profiles on {{machine}}, {{damaged, number}} damaged',
  'observation.firewall-profile.on': 'The firewall is on for {{profile}} networks',
  'observation.firewall-profile.on-blocking':
    'The firewall is on for {{profile}} networks and lets out only what it is told to',
  'observation.firewall-profile.off': 'The firewall is off for {{profile}} networks',
  'observation.firewall-profile.unknown': 'Whether the firewall is on for {{profile}} networks is not set',
  'firewall-profile.domain': 'domain',
  'firewall-profile.private': 'private',
  'firewall-profile.public': 'public',
  'observation.firewall-rule.block': 'The firewall rule “{{name}}” blocks port {{port}} outwards, for {{who}}',
  'observation.firewall-rule.allow': 'The firewall rule “{{name}}” lets port {{port}} out, for {{who}}',
  'firewall.everybody': 'every program',
  'firewall.program': '{{program}}',
  'observation.firewall-read': '{{rules, number}} firewall rules read, for the ports {{ports}} outwards',
  'observation.firewall-read.unreadable':
    '{{rules, number}} firewall rules, of which {{unreadable, number}} could not be read, for the ports {{ports}} outwards',

  'meaning.timer.problem': 'Windows does not go by what stands there, or nobody knows what it makes of it. {{does}}',
  'meaning.timer.unverified': '{{does}} Whether the Windows of today goes by it is not verified.',
  'meaning.extended-timeout-servers':
    'For these servers the extended session time-out counts. Behind a slow link that is on purpose.',
  'meaning.rdp-setting.single-session':
    'On: a user has one session there, and who signs in again takes it over. Off: every sign-in makes a new one, and the old one stays behind.',
  'meaning.rdp-setting.max-instances': 'So many sessions may be there at once. Who comes after that is refused.',
  'meaning.rdp-setting.max-idle-time':
    'A session in which nobody does anything for so long is disconnected or logged off.',
  'meaning.rdp-setting.max-disconnection-time':
    'A disconnected session is logged off after so long, with everything that was open in it.',
  'meaning.rdp-setting.max-connection-time':
    'A session is disconnected or logged off after so long, however busy it is.',
  'meaning.rdp-setting.reset-broken':
    'On: a session that meets a limit, or loses its connection, is logged off. Off: it is only disconnected.',
  'meaning.rdp-setting.keep-alive-enable':
    'On: the server makes sure that the client is still there. Off: a session whose client is gone may look active for long.',
  'meaning.rdp-setting.keep-alive-interval': 'How often the server makes sure that the client is still there.',
  'meaning.rdp-setting.deny-connections': 'On: nobody can connect to this machine with Remote Desktop.',
  'meaning.rdp-setting.user-authentication':
    'On: the user has to sign in before a session begins (NLA). Clients that cannot are refused.',
  'meaning.rdp-setting.security-layer': '0 is RDP’s own security, 1 what both sides agree on, 2 TLS.',
  'meaning.rdp-setting.min-encryption-level': 'What encryption the server asks of RDP’s own security.',
  'meaning.rdp-setting.port-number': 'The port that Remote Desktop listens on there.',
  'meaning.rdp-setting.disable-auto-reconnect':
    'On: a client that loses its connection does not come back by itself. Otherwise it tries twenty times, every 5 s.',
  'meaning.rdp-setting.select-transport': '0 is TCP and UDP, 1 TCP only, 2 what the server finds best.',
  'meaning.rdp-setting.client-disable-udp': 'On: the client of this PC uses TCP only.',
  'meaning.rdp-settings-read': 'What is set nowhere is as Windows has it. A policy that comes later changes that.',
  'meaning.smb1-client.on': 'That is needed only for servers that speak nothing newer.',
  'meaning.smb1-client.off': 'That is normal today. A server that speaks only SMB1 cannot be reached with it.',
  'meaning.smb1-client.unknown': 'The driver is there, but the workstation service does not say that it depends on it.',
  'meaning.smb1-server': 'It matters only where others open shares on this PC.',
  'meaning.smb-signing':
    'Where one side requires signing and the other has it off, no session comes about. What is not set depends on the version of Windows.',
  'meaning.profile': 'Windows has this profile on its list.',
  'meaning.profile.damaged':
    'Windows could not load the profile once, and signs the user in with a temporary one or not at all. Copies under .bak come from that.',
  'meaning.profiles-read': 'Who is not on the list has never signed in there.',
  'meaning.firewall-profile': 'Which kind of network is in force now is not told by the registry.',
  'meaning.firewall-rule.block': 'A rule that blocks counts before every rule that allows.',
  'meaning.firewall-rule.allow':
    'Without this rule the port would be closed, where the firewall lets out only what it is told to.',
  'meaning.firewall-read':
    'Windows’ own firewall only. Other security programs filter in their own ways, which no list shows.',

  'cause.request-expiry-risk.headline': 'Windows may cut this connection',
  'cause.request-expiry-risk.summary.beyond':
    '{{command}} on {{host}} took {{ms, ms}}. Windows on this PC waits {{timeout, ms}} ({{timer}}) and then closes the connection, at the latest after {{latest, ms}}.',
  'cause.request-expiry-risk.summary.near':
    '{{command}} on {{host}} took {{ms, ms}}, which comes close to the {{timeout, ms}} ({{timer}}) after which Windows on this PC closes the connection.',
  'cause.request-expiry-risk.summary.silent':
    '{{command}} on {{host}} was not answered in {{ms, ms}}. Windows on this PC waits {{timeout, ms}} ({{timer}}) and then closes the connection, at the latest after {{latest, ms}}.',
  'cause.request-expiry-risk.next':
    'Find out what makes the server slow, and cure that first. A longer SessTimeout only keeps users waiting longer.',

  'cause.smb1-client-missing.headline': 'This PC has no SMB1 client',
  'cause.smb1-client-missing.summary.not-installed':
    '{{host}} speaks only SMB1 with us, and Windows on this PC has no client for that.',
  'cause.smb1-client-missing.summary.off': '{{host}} speaks only SMB1 with us, and the SMB1 client of this PC is off.',
  'cause.smb1-client-missing.next':
    'Have the server updated so that it speaks SMB2. SMB1 on this PC should stay off; where nothing else helps, it is a feature of Windows.',

  'cause.profile-damaged.headline': 'The user profile is damaged',
  'cause.profile-damaged.summary.temporary':
    'The profile of {{sid}} on {{machine}} is a temporary one: the right one could not be loaded.',
  'cause.profile-damaged.summary.bak':
    'The profile of {{sid}} on {{machine}} stands on the list with a copy under .bak: it could not be loaded once.',
  'cause.profile-damaged.summary.only-bak':
    'The profile of {{sid}} on {{machine}} stands on the list only under .bak, so that Windows makes a new one at each sign-in.',
  'cause.profile-damaged.summary.folder-missing': 'The profile of {{sid}} on {{machine}} has no folder: {{path}}.',
  'cause.profile-damaged.next':
    'Save the user’s files first. Sign in with a test user: if that works, have the profile repaired or made anew.',

  'cause.firewall-blocked.headline': 'The firewall here blocks it',
  'cause.firewall-blocked.summary': 'The firewall rule “{{name}}” of this PC blocks port {{port}} to {{host}}.',
  'cause.firewall-blocked.summary.program':
    'The firewall rule “{{name}}” of this PC blocks port {{port}} to {{host}} for {{program}}.',
  'cause.firewall-blocked.summary.outbound':
    'The firewall of this PC lets out only what a rule allows, and none allows port {{port}}.',
  'cause.firewall-blocked.next':
    'Ask who looks after the firewall of this PC whether that is meant. Nothing on the server has to change.',
  'cause.firewall-blocked.next.policy':
    'The rule comes by group policy: ask who looks after that. What is changed on this PC is undone by it.',

  'cause.rdp-time-limit.headline': 'A time limit ends sessions',
  'cause.rdp-time-limit.summary.idle': '{{host}} ends idle sessions after {{limit, ms}} (MaxIdleTime).',
  'cause.rdp-time-limit.summary.disconnected':
    '{{host}} logs off disconnected sessions after {{limit, ms}} (MaxDisconnectionTime).',
  'cause.rdp-time-limit.summary.active':
    '{{host}} ends sessions after {{limit, ms}}, however busy they are (MaxConnectionTime).',
  'cause.rdp-time-limit.next':
    'Compare the limit with the time at which the user lost the session. Who looks after the policy can change it.',

  'cause.rdp-session-limit.headline': 'The server limits its sessions',
  'cause.rdp-session-limit.summary': '{{host}} lets in {{limit, number}} sessions at once (MaxInstanceCount).',
  'cause.rdp-session-limit.summary.reached':
    '{{host}} lets in {{limit, number}} sessions at once (MaxInstanceCount), and {{sessions, number}} are there.',
  'cause.rdp-session-limit.next':
    'Have the list of sessions looked at, and those logged off that nobody needs any more.',

  'cause.rdp-single-session.headline': 'One session for each user',
  'cause.rdp-single-session.summary':
    '{{host}} gives each user one session (fSingleSessionPerUser), and session {{session}} of {{user}} is used from {{client}}.',
  'cause.rdp-single-session.next':
    'Ask whether somebody else, or the user on another PC, signs in with this account. Whoever signs in takes the session over.',

  'fault-line.value.request-expiry-risk': 'Too slow',
  'fault-line.value.smb1-client-missing': 'No SMB1 client',
  'fault-line.value.profile-damaged': 'Profile damaged',
  'fault-line.value.firewall-blocked': 'Blocked here',
  'fault-line.value.rdp-time-limit': 'Time limit',
  'fault-line.value.rdp-session-limit': 'Session limit',
  'fault-line.value.rdp-single-session': 'One session only',
} as const;
