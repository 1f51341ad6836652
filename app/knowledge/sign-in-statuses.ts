import type { CauseId } from '../model/finding.ts';

interface SignInRow {
  readonly cause: Extract<CauseId, 'logon-failed' | 'account-restricted' | 'authentication-unsupported'>;
  /** Refines the cause in reports. */
  readonly detail: string;
  readonly confidence: 'confirmed' | 'likely' | 'possible';
}

/**
 * What a status in answer to SESSION_SETUP_ANDX says about the account. Sources: [MS-ERREF] 2.3.1 for the meanings;
 * [MS-SMB] 2.2.4.6 and [MS-NLMP] for who sends them; 0xC000000D for NTLMv2 without extended security seen on Samba.
 */
export const signInStatuses: Readonly<Record<string, SignInRow>> = {
  STATUS_LOGON_FAILURE: { cause: 'logon-failed', detail: 'name-or-password', confidence: 'confirmed' },
  STATUS_WRONG_PASSWORD: { cause: 'logon-failed', detail: 'password', confidence: 'confirmed' },
  STATUS_NO_SUCH_USER: { cause: 'logon-failed', detail: 'user', confidence: 'confirmed' },
  'ERRSRV/ERRbadpw': { cause: 'logon-failed', detail: 'name-or-password', confidence: 'confirmed' },
  STATUS_INVALID_PARAMETER: { cause: 'logon-failed', detail: 'ntlmv2-not-accepted', confidence: 'possible' },
  STATUS_ACCESS_DENIED: { cause: 'logon-failed', detail: 'access-denied', confidence: 'possible' },
  STATUS_ACCOUNT_RESTRICTION: { cause: 'account-restricted', detail: 'restriction', confidence: 'confirmed' },
  STATUS_INVALID_LOGON_HOURS: { cause: 'account-restricted', detail: 'logon-hours', confidence: 'confirmed' },
  STATUS_INVALID_WORKSTATION: { cause: 'account-restricted', detail: 'workstation', confidence: 'confirmed' },
  STATUS_PASSWORD_EXPIRED: { cause: 'account-restricted', detail: 'password-expired', confidence: 'confirmed' },
  STATUS_ACCOUNT_DISABLED: { cause: 'account-restricted', detail: 'disabled', confidence: 'confirmed' },
  STATUS_LOGON_TYPE_NOT_GRANTED: { cause: 'account-restricted', detail: 'logon-type', confidence: 'confirmed' },
  STATUS_ACCOUNT_EXPIRED: { cause: 'account-restricted', detail: 'account-expired', confidence: 'confirmed' },
  STATUS_PASSWORD_MUST_CHANGE: { cause: 'account-restricted', detail: 'must-change-password', confidence: 'confirmed' },
  STATUS_ACCOUNT_LOCKED_OUT: { cause: 'account-restricted', detail: 'locked-out', confidence: 'confirmed' },
  'ERRSRV/ERRaccountExpired': { cause: 'account-restricted', detail: 'account-expired', confidence: 'confirmed' },
  'ERRSRV/ERRbadClient': { cause: 'account-restricted', detail: 'workstation', confidence: 'confirmed' },
  'ERRSRV/ERRbadLogonTime': { cause: 'account-restricted', detail: 'logon-hours', confidence: 'confirmed' },
  'ERRSRV/ERRpasswordExpired': { cause: 'account-restricted', detail: 'password-expired', confidence: 'confirmed' },
  STATUS_NTLM_BLOCKED: { cause: 'authentication-unsupported', detail: 'ntlm-blocked', confidence: 'confirmed' },
};

/** What a status in answer to TREE_CONNECT_ANDX says about the share. Sources: [MS-SMB] 2.2.4.7.2, [MS-CIFS] 2.2.2.4. */
export const treeStatuses: Readonly<Record<string, Extract<CauseId, 'access-denied' | 'share-not-found'>>> = {
  STATUS_ACCESS_DENIED: 'access-denied',
  STATUS_NETWORK_ACCESS_DENIED: 'access-denied',
  'ERRDOS/ERRnoaccess': 'access-denied',
  'ERRSRV/ERRaccess': 'access-denied',
  STATUS_BAD_NETWORK_NAME: 'share-not-found',
  STATUS_OBJECT_PATH_NOT_FOUND: 'share-not-found',
  STATUS_OBJECT_PATH_SYNTAX_BAD: 'share-not-found',
  'ERRSRV/ERRinvnetname': 'share-not-found',
  'ERRDOS/ERRnosuchshare': 'share-not-found',
};

/** Statuses of an authenticated request which say that session or share have ended. Sources: [MS-ERREF] 2.3.1, [MS-SMB] 3.3.5.1. */
export const endedStatuses: ReadonlySet<string> = new Set([
  'STATUS_NETWORK_SESSION_EXPIRED',
  'STATUS_NETWORK_NAME_DELETED',
  'STATUS_SMB_BAD_TID',
  'ERRSRV/ERRinvtid',
]);

/**
 * Statuses of a sign-in or of a connection to a share which say that the server takes no further one, and which limit that
 * is. Sources: [MS-ERREF] 2.3.1; [MS-CIFS] 2.2.2.4; [MS-SMB2] 3.3.5.7 for the uses of a share; KB328459 for client editions
 * of Windows.
 */
export const limitStatuses: Readonly<Record<string, 'sessions' | 'connections' | 'uids'>> = {
  STATUS_TOO_MANY_SESSIONS: 'sessions',
  STATUS_REQUEST_NOT_ACCEPTED: 'connections',
  'ERRSRV/ERRtoomanyuids': 'uids',
};
