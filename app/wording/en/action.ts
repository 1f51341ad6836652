/** The fixes that change something: what is said before, and of how they ended. */
export const actionTexts = {
  'action.no-undo-needed': 'There is nothing to undo.',
  'action.cannot-undo': 'It cannot be undone.',
  'action.machine.here': 'this PC',

  'action.end-rdp-client.title': 'End the Remote Desktop client (process {{pid}})',
  'action.end-rdp-client.does.close':
    'Asks the windows of mstsc.exe, process {{pid}}, to close, and waits {{wait, ms}}.',
  'action.end-rdp-client.does.end':
    'Ends the process if it is still there then, and only if it is still the one that was started at {{createdAt}}.',
  'action.end-rdp-client.breaks':
    'The connection of this client is cut. Its session stays on the server, disconnected, with all programs in it; copying through redirected drives is broken off.',
  'action.end-rdp-client.undo': 'Connect again: the server leads back into the same session.',
  'action.end-rdp-client.asked': 'Asked its windows to close.',
  'action.end-rdp-client.closed': 'It closed by itself.',
  'action.end-rdp-client.ended': 'It did not close and was ended.',
  'action.end-rdp-client.not-ended': 'Process {{pid}} is still there.',
  'action.end-rdp-client.gone': 'No mstsc.exe runs as process {{pid}} since {{createdAt}} any more.',

  'action.open-rdp-client.title': 'Connect to {{host}} anew',
  'action.open-rdp-client.does': 'Starts Windows’ own Remote Desktop client with {{host}}. It asks for what it needs.',
  'action.open-rdp-client.undo': 'Close its window.',

  'action.log-off-session.title': 'Log off session {{session}} on {{machine}}',
  'action.log-off-session.does.tell': 'Shows its user this message and waits {{wait, ms}}: {{text}}',
  'action.log-off-session.does.log-off':
    'Logs session {{session}} of {{user}} off {{machine}} and waits until it is gone.',
  'action.log-off-session.breaks':
    'All programs in the session end. What {{user}} has not saved in it is lost. The session is {{state}}.',
  'action.log-off-session.breaks.since':
    'All programs in the session end. What {{user}} has not saved in it is lost. The session is {{state}}, since {{since}}.',
  'action.log-off-session.warning.active': '{{user}} is using this session now.',
  'action.log-off-session.warning.from-here': 'It is in use from this PC ({{client}}).',
  'action.log-off-session.warning.over-rdp':
    'This PC is itself used over Remote Desktop (session {{own}}): make sure that it is not the session you came by.',
  'action.log-off-session.told': 'Its user was shown the message.',
  'action.log-off-session.not-gone': 'Session {{session}} is still there.',
  'action.log-off-session.not-confirmed':
    'Windows reported success. The list of sessions could not be read afterwards.',
  'action.log-off-session.no-session': 'There is no session {{session}} on {{machine}} any more.',
  'action.log-off-session.other-session': 'Session {{session}} on {{machine}} has changed: {{user}}, {{state}}.',
  'action.session.somebody': 'somebody',
  'action.session.state.active': 'in use',
  'action.session.state.connected': 'connected',
  'action.session.state.connect-query': 'connecting',
  'action.session.state.shadow': 'shadowing another',
  'action.session.state.disconnected': 'disconnected',
  'action.session.state.idle': 'waiting for somebody to connect',
  'action.session.state.listen': 'a listener',
  'action.session.state.reset': 'being reset',
  'action.session.state.down': 'down',
  'action.session.state.init': 'starting',
  'action.session.state.unknown': 'in an unknown state',

  'action.restart-remote-desktop.title': 'Restart Remote Desktop Services on {{machine}}',
  'action.restart-remote-desktop.does.stop': 'Stops {{service}} on {{machine}} and waits until it has stopped.',
  'action.restart-remote-desktop.does.start': 'Starts {{service}} on {{machine}} and waits until it runs.',
  'action.restart-remote-desktop.does.listen': 'Waits until port {{port}} of this PC is listened on again.',
  'action.restart-remote-desktop.breaks':
    'Every Remote Desktop session on {{machine}} is disconnected, for everybody. If the service does not come back, {{machine}} can’t be reached by Remote Desktop until somebody starts it there.',
  'action.restart-remote-desktop.warning.over-rdp':
    'This PC is itself used over Remote Desktop: you will be cut off, and must connect again.',
  'action.restart-remote-desktop.stopped': '{{service}} was stopped.',
  'action.restart-remote-desktop.started': '{{service}} runs again.',
  'action.restart-remote-desktop.not-stopped': '{{service}} did not stop.',
  'action.restart-remote-desktop.not-started': '{{service}} does not run: start it on {{machine}}.',
  'action.restart-remote-desktop.not-listening': 'Nobody listens on port {{port}} yet.',
  'action.restart-remote-desktop.listens': 'Port {{port}} is listened on again.',
  'action.restart-remote-desktop.no-service': 'There is no service {{service}} on {{machine}}.',

  'action.set-timer.title': 'Set {{name}} to {{value}} {{unit}}',
  'action.set-timer.does': 'Writes {{value}} as REG_DWORD into {{name}} of {{key}}. It was: {{former}}.',
  'action.set-timer.does.backup': 'Keeps the former value, type and bytes, to put it back.',
  'action.set-timer.breaks': 'Nothing at once. {{after}}',
  'action.set-timer.after.restart': 'It takes effect when this PC has been restarted.',
  'action.set-timer.after.server-service':
    'It takes effect when the service LanmanServer (Server) or this PC has been restarted, which ends the sessions of all who use its shares.',
  'action.set-timer.undo': 'Put the former value back: {{former}}.',
  'action.set-timer.former.absent': 'no value',
  'action.set-timer.former.number': '{{value}} (REG_DWORD)',
  'action.set-timer.former.other': 'type {{type}}, bytes {{hex}}',
  'action.set-timer.not-kept': '{{name}} reads otherwise than what was written.',
  'action.restore-timer.title': 'Put {{name}} back',
  'action.restore-timer.does': 'Writes the former value back into {{name}} of {{key}}: {{former}}.',
  'action.restore-timer.does.delete': 'Deletes {{name}} of {{key}}: there was none before.',
  'action.restore-timer.undo': 'Set the timer again.',
  'action.restore-timer.changed': '{{name}} was changed by somebody else since: it is {{now}}.',

  'action.flush-dns.title': 'Empty the cache of names (DNS)',
  'action.flush-dns.does':
    'Forgets the addresses that Windows has looked up. Each name is looked up again at its next use.',
  'action.flush-netbios-names.title': 'Empty the cache of names (NetBIOS)',
  'action.flush-netbios-names.does':
    'Runs nbtstat -R: forgets NetBIOS names and reads the entries marked #PRE of LMHOSTS again.',
  'action.flush-neighbours.title': 'Empty the cache of neighbours (ARP)',
  'action.flush-neighbours.does':
    'Forgets which network card has which address on this network. Each is asked for again at its next use.',
  'action.purge-tickets.title': 'Forget this user’s Kerberos tickets',
  'action.purge-tickets.does': 'Removes all Kerberos tickets of this sign-in. New ones are fetched at the next use.',
  'action.purge-tickets.breaks':
    'Without a domain controller in reach, servers that accept Kerberos only can’t be used until there is one. Windows may ask for the password.',
  'action.purge-tickets.undo':
    'Lock the screen and unlock it with the password, or sign in again: Windows fetches new tickets.',

  'action.delete-connection.title': 'Disconnect {{name}}',
  'action.delete-connection.does':
    'Ends this user’s connection {{name}}. A drive that is connected at sign-in comes back at the next one.',
  'action.delete-connection.does.force': 'Ends this user’s connection {{name}}, even with files open on it.',
  'action.delete-connection.breaks': 'Programs lose {{name}} until it is connected again.',
  'action.delete-connection.breaks.force':
    'Programs lose {{name}} until it is connected again. What they have not written there is lost.',
  'action.delete-connection.undo': 'Connect it again: net use, or Map network drive.',
  'action.delete-connection.undo.drive': 'Connect it again as {{remote}}: net use, or Map network drive.',
  'action.delete-connection.gone': 'There is no connection {{name}} any more.',

  'action.forget-credential.title': 'Forget the saved sign-in for {{name}}',
  'action.forget-credential.does':
    'Removes what Windows’ Credential Manager has saved for {{name}}. Its password is not read.',
  'action.forget-credential.breaks': 'Windows asks for name and password at the next use.',
  'action.forget-credential.undo': 'Type the password once more and let Windows save it.',
  'action.forget-credential.gone': 'Nothing is saved for {{name}} any more.',

  'action.network-reset.title': 'Network reset, by Windows’ own page',
  'action.network-reset.does.export':
    'Before it: keep what ipconfig /all, netsh dump and netsh wlan export profile say, and note every VPN connection and virtual switch.',
  'action.network-reset.does.open':
    'Opens Windows’ settings on the page of the network. Nothing is reset by opening it.',
  'action.network-reset.does.person': 'A person chooses Network reset there, and restarts the PC.',
  'action.network-reset.breaks':
    'All network adapters are removed and installed anew: fixed addresses, DNS servers, VPN connections, virtual switches and proxy settings are lost. The PC restarts.',
  'action.network-reset.breaks.sessions': 'It does not touch sessions on any server. Try everything else before.',
  'action.network-reset.undo': 'It cannot be undone. What was noted before is typed in again.',
  'action.network-reset.opened': 'Windows’ page was opened.',

  'action.test-account.title': 'Compare with a test account',
  'action.test-account.does.create':
    'On the PC or server that the user signs in to, create an account for the test and allow it what the user is allowed (Remote Desktop Users, the share).',
  'action.test-account.does.compare':
    'Sign in with it from here, in the same way and to the same place, and run the diagnosis with it.',
  'action.test-account.does.conclude':
    'If it works with the test account and not with the user’s, look at the user’s profile, saved sign-ins and limits. If both fail, the account is not the reason.',
  'action.test-account.does.remove': 'Remove the account, and its profile under C:\\Users, again.',
  'action.test-account.breaks': 'As long as it exists, it is one more account that can sign in.',
  'action.test-account.undo': 'Remove the account again: the last step.',
  'action.test-account.shown': 'The steps were shown.',

  'action.result.done': 'Done.',
  'action.result.declined': 'Windows asked for an administrator, and that was declined. Nothing was changed.',
  'action.result.denied': 'Windows refused it for want of a right ({{api}}, error {{code}}). Nothing was changed.',
  'action.result.half-done': 'Done in part only.',
  'action.result.server-gone': 'The server could not be reached ({{api}}, error {{code}}).',
  'action.result.changed-since': 'It is no longer as it was shown, so nothing was done. {{what}}',
  'action.result.refused': 'Not done: {{why}}.',
  'action.result.failed': 'It failed ({{api}}, error {{code}}).',
  'action.result.unanswered': 'Windows did not answer within {{waited, ms}}. What was asked may still happen.',
  'action.result.cancelled': 'It was broken off before anything was done.',
  'action.plan-differs': 'What would be done now differs from what was shown.',

  'action.refused.not-windows': 'this needs Windows, and one that has the function for it',
  'action.refused.console': 'the console is where somebody sits at the machine itself',
  'action.refused.listener': 'this is not a session but what waits for new ones',
  'action.refused.system-session': 'this is the session of Windows’ services',
  'action.refused.own-session': 'this is the session in which this app runs',
  'action.refused.other-user': 'it belongs to somebody else',
  'action.refused.unknown-process': 'Windows does not say when the process was started, so it could be another one',
  'action.refused.out-of-range': 'the value is outside the range of this timer',
  'action.refused.open-files': 'programs have files open on it',
  'action.refused.not-installed-per-machine':
    'only an app that is installed for all users may ask for an administrator’s rights. Run the commands by hand in an administrator’s Terminal',
  'action.refused.stranger-on-pipe': 'another program answered in place of the app’s own helper',
  'action.refused.not-consented': 'nobody has consented to just this',
  'action.refused.no-audit': 'the audit line could not be written',
} as const;
