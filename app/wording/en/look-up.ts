/** What a pasted code or message means. The words of Windows' own messages are quoted as Windows shows them. */
export const lookUpTexts = {
  'look-up.deleted.headline': '0xC0000203, STATUS_USER_SESSION_DELETED.',
  'look-up.deleted.detail':
    'A file-sharing status: the server no longer knows the session. Windows itself mostly shows error 59 for it.',
  'look-up.win32-59.headline': 'Windows error 59, “An unexpected network error occurred.”',
  'look-up.win32-59.detail': 'Windows shows it for several failures, among them 0xC0000203, session deleted.',
  'look-up.win32-64.headline': 'Windows error 64, “The specified network name is no longer available.”',
  'look-up.win32-64.detail': 'The connection to the server was lost: cut, reset, or given up after a time-out.',
  'look-up.expired.headline': '0xC000035C, STATUS_NETWORK_SESSION_EXPIRED.',
  'look-up.expired.detail':
    'The sign-in behind the session ran out. Windows renews it unseen; other programs often do not.',
  'look-up.win32-1394.headline': 'Windows error 1394, “There is no user session key for the specified logon session.”',
  'look-up.win32-1394.detail': 'Windows shows it for 0xC000035C: the sign-in behind the session ran out.',
  'look-up.win32-121.headline': 'Windows error 121, “The semaphore timeout period has expired.”',
  'look-up.win32-121.detail': 'A request was not answered in time.',
  'look-up.bad-uid.headline': '0x005B0002, STATUS_SMB_BAD_UID.',
  'look-up.bad-uid.detail': 'SMB1’s own form of “session deleted”: the server does not know the session’s number.',
  'look-up.rdp-ended.headline': '“Your Remote Desktop Services session has ended.”',
  'look-up.rdp-ended.detail': 'Remote Desktop ended the session itself; the server’s log has the reason.',
  'look-up.status.headline': '{{raw}}, {{name}}.',
  'look-up.status.detail': 'A file-sharing status. It does not mean that a session was deleted.',
} as const;
