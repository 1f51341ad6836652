/** What stands in the way of work on a file. */
export type FileObstacle = 'access-denied' | 'disk-full' | 'in-use' | 'not-found';

/**
 * What a status in answer to work on a file says. Sources: [MS-ERREF] 2.3.1 and, for the DOS form, [MS-CIFS] 2.2.2.4.
 */
export const fileObstacles: Readonly<Record<string, FileObstacle>> = {
  STATUS_ACCESS_DENIED: 'access-denied',
  STATUS_NETWORK_ACCESS_DENIED: 'access-denied',
  STATUS_MEDIA_WRITE_PROTECTED: 'access-denied',
  'ERRDOS/ERRnoaccess': 'access-denied',
  'ERRSRV/ERRaccess': 'access-denied',
  STATUS_DISK_FULL: 'disk-full',
  STATUS_QUOTA_EXCEEDED: 'disk-full',
  'ERRDOS/ERROR_DISK_FULL': 'disk-full',
  STATUS_SHARING_VIOLATION: 'in-use',
  STATUS_FILE_LOCK_CONFLICT: 'in-use',
  'ERRDOS/ERRbadshare': 'in-use',
  'ERRDOS/ERRlock': 'in-use',
  STATUS_OBJECT_NAME_NOT_FOUND: 'not-found',
  STATUS_OBJECT_PATH_NOT_FOUND: 'not-found',
  STATUS_NO_SUCH_FILE: 'not-found',
  'ERRDOS/ERRbadfile': 'not-found',
  'ERRDOS/ERRbadpath': 'not-found',
};

/** Statuses that say that there is nothing in a file or folder, or nothing more. Source: [MS-ERREF] 2.3.1. */
export const emptyStatuses: ReadonlySet<string> = new Set(['STATUS_END_OF_FILE', 'STATUS_NO_MORE_FILES']);

/** Statuses of SMB_COM_DELETE after which the file is gone, or goes with its last handle. Source: [MS-ERREF] 2.3.1. */
export const goneStatuses: ReadonlySet<string> = new Set([
  'STATUS_OBJECT_NAME_NOT_FOUND',
  'STATUS_NO_SUCH_FILE',
  'STATUS_DELETE_PENDING',
  'ERRDOS/ERRbadfile',
]);
