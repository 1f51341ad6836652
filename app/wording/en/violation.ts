/** What a peer did that no specification allows. */
export const violationTexts = {
  'violation.framing': 'bytes that are neither a message nor a keep-alive',
  'violation.frame-too-long': 'a length larger than any message',
  'violation.netbios-session-message': 'a NetBIOS session answer that nobody asked for',
  'violation.wrong-protocol': 'a message of another protocol',
  'violation.not-a-reply': 'a request where a reply belongs',
  'violation.malformed':
    'a length, count or offset that points outside the message, or a value that is not allowed there',
  'violation.wrong-command': 'a reply to another command',
  'violation.wrong-pid': 'a reply to another process',
  'violation.unknown-mid': 'a reply to a request that was never sent',
  'violation.wrong-dialect': 'a dialect that was not offered',
  'violation.echo-data': 'other bytes than were to be echoed',
  'violation.echo-sequence': 'echoes out of order',
  'violation.file-data': 'other bytes than were written',
  'violation.no-challenge': 'a further sign-in step without a challenge',
  'violation.endless-authentication': 'sign-in steps without end',
  'violation.unproven-server': 'a sign-in in which the server does not prove who it is',
  'violation.bad-signature': 'a signature that does not fit the bytes',
  'violation.not-signed': 'no signature on a reply of a signed session',
  'violation.no-credits': 'no credit is left to send a further request with',
  'violation.flood': 'far more messages than anybody asked for',
} as const;
