import { failure } from '../../app/model/result.ts';
import type { Read } from './failure.ts';
import type { WindowsInspector } from './inspector.ts';

/** What every reader says where Win32 can't be called, with the reason in `detail`. */
export function absentWindows(detail?: string): WindowsInspector {
  const absent = (): Read<never> =>
    Promise.resolve(failure({ kind: 'not-available', ...(detail === undefined ? {} : { detail }) }));
  return {
    operatingSystem: absent,
    registry: { key: absent },
    processes: absent,
    sessions: absent,
    service: absent,
    tcpTable: absent,
    tickets: absent,
    events: absent,
    connections: absent,
    readPath: absent,
    savedCredentialNames: absent,
    defaultRdpFile: absent,
    account: absent,
    workstationInfo: absent,
    serverInfo: absent,
  };
}
