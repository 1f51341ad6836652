/** Errors of winerror.h that reading a path on a share can end in (facts.md A3). */
const names: Readonly<Record<number, string>> = {
  2: 'ERROR_FILE_NOT_FOUND',
  3: 'ERROR_PATH_NOT_FOUND',
  5: 'ERROR_ACCESS_DENIED',
  32: 'ERROR_SHARING_VIOLATION',
  51: 'ERROR_REM_NOT_LIST',
  53: 'ERROR_BAD_NETPATH',
  54: 'ERROR_NETWORK_BUSY',
  55: 'ERROR_DEV_NOT_EXIST',
  59: 'ERROR_UNEXP_NET_ERR',
  64: 'ERROR_NETNAME_DELETED',
  65: 'ERROR_NETWORK_ACCESS_DENIED',
  67: 'ERROR_BAD_NET_NAME',
  71: 'ERROR_REQ_NOT_ACCEP',
  86: 'ERROR_INVALID_PASSWORD',
  121: 'ERROR_SEM_TIMEOUT',
  1219: 'ERROR_SESSION_CREDENTIAL_CONFLICT',
  1231: 'ERROR_NETWORK_UNREACHABLE',
  1236: 'ERROR_CONNECTION_ABORTED',
  1240: 'ERROR_LOGIN_WKSTA_RESTRICTION',
  1272: 'ERROR_SMB_GUEST_LOGON_BLOCKED',
  1311: 'ERROR_NO_LOGON_SERVERS',
  1326: 'ERROR_LOGON_FAILURE',
  1327: 'ERROR_ACCOUNT_RESTRICTION',
  1328: 'ERROR_INVALID_LOGON_HOURS',
  1330: 'ERROR_PASSWORD_EXPIRED',
  1331: 'ERROR_ACCOUNT_DISABLED',
  1385: 'ERROR_LOGON_TYPE_NOT_GRANTED',
  1394: 'ERROR_NO_USER_SESSION_KEY',
  1398: 'ERROR_TIME_SKEW',
  1909: 'ERROR_ACCOUNT_LOCKED_OUT',
};

/** What Windows shows for a session that the server has deleted; other faults are shown so as well. */
export const ERROR_UNEXP_NET_ERR = 59;
export const ERROR_INVALID_LOGON_HOURS = 1328;

/** "59 ERROR_UNEXP_NET_ERR", or the number alone. */
export function win32ErrorName(code: number): string {
  const name = names[code];
  return name === undefined ? String(code) : `${String(code)} ${name}`;
}
