import { failure } from '../../app/model/result.ts';
import type { WindowsActuator } from './actuator.ts';
import type { Read } from './failure.ts';

/** What changes nothing, on a PC that is not Windows, or where Win32 could not be loaded, for the reason in `detail`. */
export function absentActuator(detail?: string): WindowsActuator {
  const absent = (): Read<never> =>
    Promise.resolve(failure({ kind: 'not-available', ...(detail === undefined ? {} : { detail }) }));
  return {
    holdProcess: absent,
    openRdpClient: absent,
    showMessage: absent,
    logOff: absent,
    stopService: absent,
    startService: absent,
    readValue: absent,
    writeValue: absent,
    flushDns: absent,
    flushNetbiosNames: absent,
    flushNeighbours: absent,
    purgeTickets: absent,
    cancelConnection: absent,
    deleteCredential: absent,
    openSettings: absent,
  };
}
