/** Sessions that end with their ticket: how that is waited for, what was seen, and what follows. */
export const expiryTexts = {
  'check.smb1-expiry.label': 'Expiry of the session',
  'check.smb1-expiry.waiting': 'Waiting for the ticket to end',
  'check.progress.expiry': 'The ticket ends in {{left, ms}}',
  'check.progress.expiry.unknown': 'Waiting for the server to end the session, {{left, ms}} at most',
  'check.why.expiry-ntlm':
    'A session signed in to with NTLM never expires; only one with a Kerberos ticket does, and this run signed in with NTLM',
  'check.why.expiry-later': 'The ticket ends in {{left, ms}}, which is longer than this check waits',
  'check.why.expiry-not-seen': 'The session was still alive after {{after, ms}}, and when its ticket ends is not known',
  'check.why.expiry-no-ticket': 'The session expired, and this PC got no new ticket to sign in again with',
  'check.why.expiry-not-set-up': 'The second session that this needs could not be opened',

  'observation.session-expired': '{{command}} was answered with {{status}}: the session has expired',
  'observation.session-expired.awaited': '{{after, ms}} after the sign-in, {{command}} was answered with {{status}}',
  'observation.expired-answer.let-through': 'Expired session: {{command}} was let through ({{status}})',
  'observation.expired-answer.refused': 'Expired session: {{command}} was answered with {{status}}',
  'observation.expired-answer.cut': 'Expired session: {{command}} made the server cut the connection',
  'observation.expired-answer.no-answer': 'Expired session: {{command}} was not answered',
  'observation.reauthenticated': 'Signed in again in the same session; its share and its open folder work on',
  'observation.reauthenticated.tree': 'Signed in again in the same session; its share works on',
  'observation.reauthenticated.lost':
    'Signed in again, but the server had lost the session, its share or its open folder',
  'observation.reauthenticated.refused': 'The sign-in for the expired session was refused with {{status}}',
  'observation.session-outlived-ticket.asked':
    '{{after, ms}} after the sign-in the session works, though its ticket has ended',
  'observation.session-outlived-ticket.not-asked':
    'A session whose client does not ask for expiry works {{after, ms}} after the sign-in, though its ticket has ended',

  'meaning.session-expired':
    'The ticket that the session was opened with has ended. The client has to sign in again in the same session; Windows does so unnoticed, other clients often show the error.',
  'meaning.expired-answer.let-through': 'A client can so bring work to an end and sign in again. This is as specified.',
  'meaning.expired-answer.refused':
    'The specification lets this command through. The server is stricter, which does no harm once the client has signed in again.',
  'meaning.expired-answer.broken': 'The specification lets this command through.',
  'meaning.reauthenticated':
    'A client that signs in again loses nothing. One that shows the error instead does not know how to.',
  'meaning.reauthenticated.lost': 'A client that signs in again has to connect and open anew. Programs notice that.',
  'meaning.reauthenticated.refused':
    'The server takes no new ticket for this session. The client has to begin a new session, and what is open is lost.',
  'meaning.session-outlived-ticket.asked':
    'The server does not end sessions with their ticket, or looks for expired ones only now and then: Windows every five minutes.',
  'meaning.session-outlived-ticket.not-asked':
    'The server ends sessions with their ticket only for clients that say that they can sign in again.',

  'cause.inconclusive.summary.expiry-not-tried':
    'Nothing is wrong with {{host}} so far. Whether its sessions expire was not tried: {{why}}.',
  'cause.session-expired.headline': 'The session expired',
  'cause.session-expired.summary':
    '{{host}} answered {{command}} with {{status}}: the ticket that the session was opened with has ended.',
  'cause.session-expired.summary.provoked':
    '{{host}} ends a session with its ticket: {{after, ms}} after the sign-in it answered {{status}}.',
  'cause.session-expired.summary.refused':
    '{{host}} ends a session with its ticket, and did not let it be continued with a new one ({{status}}).',
  'cause.session-expired.next':
    'Compare the time of the failure with the end of the user’s ticket: klist shows it, 10 hours is usual. The program or device has to sign in again by itself; if it can’t, update it or begin a new session before the ticket ends.',
  'fault-line.value.session-expired': 'Expired',
} as const;
