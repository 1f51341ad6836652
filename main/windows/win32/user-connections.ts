import { success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsActuator } from '../actuator.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

/** Not remembered: a drive that is connected at sign-in comes back. */
const forNow = 0;
const CRED_TYPE_GENERIC = 1;
const CRED_TYPE_DOMAIN_PASSWORD = 2;
const NO_ERROR = 0;
const ERROR_NOT_FOUND = 1168;

/** Ends this user's connections (mpr.dll) and forgets their saved sign-ins (advapi32.dll). */
export function openUserConnections(
  { bind }: Win32,
  schedule: Schedule,
): Pick<WindowsActuator, 'cancelConnection' | 'deleteCredential'> {
  const cancel = bind(
    'mpr.dll',
    'uint32_t __stdcall WNetCancelConnection2W(str16 name, uint32_t flags, int32_t force)',
  ) as Native<[name: string, flags: number, force: number], number>;
  const deleteCredential = bind(
    'advapi32.dll',
    'int32_t __stdcall CredDeleteW(str16 name, uint32_t type, uint32_t flags)',
  ) as Native<[name: string, type: number, flags: 0], number>;
  return {
    cancelConnection: (name, force, options) =>
      heldTo(options, schedule, async () => {
        const { value } = await cancel.elsewhere(name, forNow, force ? 1 : 0);
        return value === NO_ERROR ? success(undefined) : win32Failure('WNetCancelConnection2W', value);
      }),
    deleteCredential: (name, options) =>
      heldTo(options, schedule, () => {
        // One name may be borne by both; either is forgotten.
        const tried = [CRED_TYPE_DOMAIN_PASSWORD, CRED_TYPE_GENERIC].map((type) => deleteCredential.now(name, type, 0));
        const failed = tried.find(({ value, lastError }) => value === 0 && lastError !== ERROR_NOT_FOUND);
        if (failed !== undefined) return win32Failure('CredDeleteW', failed.lastError);
        return tried.some(({ value }) => value !== 0)
          ? success(undefined)
          : win32Failure('CredDeleteW', ERROR_NOT_FOUND);
      }),
  };
}
