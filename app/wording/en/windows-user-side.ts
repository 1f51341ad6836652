/** The user's own side on Windows: tickets, account, connections and path; and the causes they show. */
export const windowsUserSideTexts = {
  'check.windows-tickets.label': 'Tickets and account',
  'check.windows-tickets.waiting': 'Looking up tickets and logon hours',
  'check.windows-connections.label': 'The user’s own connections',
  'check.windows-connections.waiting': 'Waiting for Windows to read the user’s path',

  'observation.kerberos-ticket': 'The Kerberos ticket for {{server}} is good until {{when}}, {{left, ms}} more',
  'observation.kerberos-ticket.ended': 'The Kerberos ticket for {{server}} ended at {{when}}, {{ago, ms}} ago',
  'observation.kerberos-ticket.endless': 'The Kerberos ticket for {{server}} has no end',
  'observation.account-limits.any': '{{user}} may sign in at any hour',
  'observation.account-limits.within': '{{user}} may sign in now; the logon hours end at {{when}}',
  'observation.account-limits.outside': '{{user}} may not sign in now: the logon hours ended at {{when}}',
  'observation.account-limits.never': '{{user}} may not sign in at any hour',
  'observation.account-limits.expired': 'The account {{user}} expired at {{when}}',
  'observation.user-connection': 'Connection to {{place}}: {{state}}',
  'observation.user-connection.as': 'Connection to {{place}} as {{user}}: {{state}}',
  'user-connection.drive': '{{remote}} ({{drive}})',
  'user-connection.place': '{{remote}}',
  'connection-state.ok': 'connected',
  'connection-state.paused': 'paused',
  'connection-state.disconnected': 'disconnected',
  'connection-state.network-error': 'ended by a network error',
  'connection-state.connecting': 'being connected',
  'connection-state.reconnecting': 'being connected again',
  'connection-state.unknown': 'in a state that is not known',
  'connection-state.remembered': 'remembered, not connected in the view of this program',
  'observation.path-read': 'Windows read {{path}}',
  'observation.path-read.offline': 'Windows opened {{path}}, which is marked offline',
  'observation.path-read.failed': 'Windows could not read {{path}}: error {{error}}',
  'observation.path-not-answered': 'Windows got no answer about {{path}} in {{ms, ms}}',

  'meaning.kerberos-ticket':
    'Read from the cache of whoever runs this program; an elevated program has a cache of its own. Windows gets a new ticket before or after the end by itself, as long as it may.',
  'meaning.account-limits':
    'What the account database says. Servers may cut sessions when the logon hours are over: EnableForcedLogOff, on unless switched off.',
  'meaning.user-connection':
    'The user’s own connection, not one of this run. Windows also shows an idle one as disconnected, and connects it again at the next use.',
  'meaning.user-connection.elevated':
    'This program runs elevated and sees the connections of its own sign-in, which may not be those that the user’s programs have.',
  'meaning.path-read':
    'Read as every program on this PC reads it: through the connection that Windows itself has with the server.',
  'meaning.path-not-answered':
    'The user’s own programs wait just as long. Whether the server, the network or a filter on this PC holds it up is not known from this.',

  'cause.kerberos-ticket-expiry.headline': 'The Kerberos ticket has ended',
  'cause.kerberos-ticket-expiry.summary.ticket-granting':
    'The ticket-granting ticket {{server}} ended at {{when}}, so Windows gets no new ticket for any server with it.',
  'cause.kerberos-ticket-expiry.summary.service':
    'The ticket for {{server}} ended at {{when}}, and with it the session that was opened by it.',
  'cause.kerberos-ticket-expiry.next':
    'Lock and unlock this PC, or sign in again, for new tickets. If it recurs at the same interval, ask which lifetime the domain’s Kerberos policy gives.',

  'cause.logon-hours-forced.headline': 'Logon hours are over',
  'cause.logon-hours-forced.summary': 'The logon hours of {{user}} ended at {{when}}. Servers may cut sessions then.',
  'cause.logon-hours-forced.summary.never': 'The account {{user}} may not be used at any hour.',
  'cause.logon-hours-forced.summary.refused': 'Windows was refused {{path}} with error {{error}}.',
  'cause.logon-hours-forced.next':
    'Ask the owner of the account to change its logon hours, or the owner of the server whether it must force users off.',

  'cause.session-deleted.summary.event':
    'Windows’ own SMB client noted at {{when}} that {{host}} had deleted the user’s session.',
  'cause.session-deleted.summary.path':
    'Windows cannot read {{path}}: error {{error}}, which it shows for a deleted session.',
  'cause.session-deleted.summary.lost':
    'Windows’ own SMB client lost its session with {{host}} at {{when}} and noted no return.',

  'cause.inconclusive.summary.path-failed':
    'Nothing is wrong with the sessions of this run, but Windows cannot read {{path}}: error {{error}}.',
  'cause.inconclusive.summary.path-silent':
    'Nothing is wrong with the sessions of this run, but Windows got no answer about {{path}} in {{ms, ms}}.',
  'cause.inconclusive.next.path':
    'Most telling next check: read the same path from another PC, and run again as the user with the share named.',

  'fault-line.value.kerberos-ticket-expiry': 'Ticket ended',
  'fault-line.value.logon-hours-forced': 'Hours over',
} as const;
