import { failure, success } from '../../../app/model/result.ts';
import type { Result } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { ExistingConnection } from '../connections.ts';
import type { WindowsFailure } from '../failure.ts';
import type { WindowsInspector } from '../inspector.ts';
import { decodeUseInfo2, useInfo2Bytes } from '../layouts/use-info.ts';
import type { GivenUp } from './read.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

const NERR_Success = 0;
const ERROR_MORE_DATA = 234;
const MAX_PREFERRED_LENGTH = 0xffff_ffff;
/** Nobody has so many connections; a list that goes on is not believed. */
const mostConnections = 1024;

/** The connections to shares of this process' logon session, through netapi32.dll. */
export function openConnections(win32: Win32, schedule: Schedule): WindowsInspector['connections'] {
  const { bind } = win32;
  const netapi32 = (prototype: string) => bind('netapi32.dll', `uint32_t __stdcall ${prototype}`);
  const functions = {
    netUseEnum: netapi32(
      `NetUseEnum(str16 machine, uint32_t level, void *buffer, uint32_t preferred, void *read, void *total,
        void *resume)`,
    ) as Native<
      [machine: null, level: number, buffer: Buffer, preferred: number, read: Buffer, total: Buffer, resume: Buffer],
      number
    >,
    free: netapi32('NetApiBufferFree(void *buffer)') as Native<[buffer: bigint], number>,
  };
  return (options) => heldTo(options, schedule, (givenUp) => enumerate(win32, functions, givenUp));
}

async function enumerate(
  { bytesAt, textAt }: Win32,
  {
    netUseEnum,
    free,
  }: {
    readonly netUseEnum: Native<[null, number, Buffer, number, Buffer, Buffer, Buffer], number>;
    readonly free: Native<[bigint], number>;
  },
  givenUp: GivenUp,
): Promise<Result<readonly ExistingConnection[], WindowsFailure>> {
  const api = 'NetUseEnum';
  const connections: ExistingConnection[] = [];
  const resume = Buffer.alloc(4);
  while (!givenUp()) {
    const [into, read, total] = [Buffer.alloc(8), Buffer.alloc(4), Buffer.alloc(4)];
    const { value } = await netUseEnum.elsewhere(null, 2, into, MAX_PREFERRED_LENGTH, read, total, resume);
    if (value !== NERR_Success && value !== ERROR_MORE_DATA) return win32Failure(api, value);
    const count = read.readUInt32LE();
    const address = into.readBigUInt64LE();
    if (connections.length + count > mostConnections || (value === ERROR_MORE_DATA && count === 0)) break;
    if (address !== 0n) {
      const octets = bytesAt(address, count * useInfo2Bytes);
      for (let index = 0; index < count; index++) {
        const connection = decodeUseInfo2(octets, index, textAt);
        if (connection !== null) connections.push(connection);
      }
      free.now(address);
    }
    if (value === NERR_Success) return success(connections);
  }
  return failure({ kind: 'implausible', api, what: `more than ${mostConnections} connections` });
}
