import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { WindowsInspector } from '../inspector.ts';
import { decodeTcpTable } from '../layouts/tcp-table.ts';
import type { TcpRow } from '../ports.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

const addressFamilies = { 4: 2, 6: 23 } as const;
const TCP_TABLE_OWNER_PID_ALL = 5;
const ERROR_SUCCESS = 0;
const ERROR_INSUFFICIENT_BUFFER = 122;
/** Connections come while we ask how many there are. */
const spareBytes = 4096;
const mostTries = 5;

/** Listening and connected sockets, IPv4 and IPv6, through iphlpapi.dll. */
export function openTcpTable({ bind }: Win32, schedule: Schedule): WindowsInspector['tcpTable'] {
  const getTable = bind(
    'iphlpapi.dll',
    `uint32_t __stdcall GetExtendedTcpTable(void *into, void *bytes, int32_t sorted, uint32_t family, int32_t what,
      uint32_t reserved)`,
  ) as Native<[into: Buffer, bytes: Buffer, sorted: 0, family: number, what: number, reserved: 0], number>;

  const read = (version: 4 | 6): Result<readonly TcpRow[], WindowsFailure> => {
    const bytes = Buffer.alloc(4);
    for (let tries = 0; tries < mostTries; tries++) {
      const into = Buffer.alloc(bytes.readUInt32LE() + spareBytes);
      bytes.writeUInt32LE(into.length);
      const { value } = getTable.now(into, bytes, 0, addressFamilies[version], TCP_TABLE_OWNER_PID_ALL, 0);
      if (value === ERROR_INSUFFICIENT_BUFFER) continue;
      if (value !== ERROR_SUCCESS) return win32Failure('GetExtendedTcpTable', value);
      const rows = decodeTcpTable(version, into);
      return rows === null ? implausible('fewer rows than it counts') : success(rows);
    }
    return implausible('a table that grows whenever it is asked for');
  };

  return (options) =>
    heldTo(options, schedule, () => {
      const four = read(4);
      if (!four.ok) return four;
      const six = read(6);
      return six.ok ? success([...four.value, ...six.value]) : six;
    });
}

function implausible(what: string): Result<never, WindowsFailure> {
  return failure({ kind: 'implausible', api: 'GetExtendedTcpTable', what });
}
