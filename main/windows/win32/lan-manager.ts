import { failure, success } from '../../../app/model/result.ts';
import type { Result } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { WindowsInspector } from '../inspector.ts';
import {
  decodeServerInfo102,
  decodeServerInfo503,
  decodeWorkstationInfo502,
  serverInfo102Bytes,
  serverInfo503Bytes,
  workstationInfo502Bytes,
} from '../layouts/lan-manager.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

const NERR_Success = 0;

/** What the Workstation and Server services say that they work with. A server may take its time, or never answer. */
export function openLanManager(
  win32: Win32,
  schedule: Schedule,
): Pick<WindowsInspector, 'workstationInfo' | 'serverInfo'> {
  const functions = bindLanManager(win32);
  const { workstation, server } = functions;
  return {
    workstationInfo: (options) =>
      heldTo(options, schedule, () =>
        read(win32, functions, {
          api: 'NetWkstaGetInfo',
          call: (into) => workstation.elsewhere(null, 502, into),
          bytes: workstationInfo502Bytes,
          decode: decodeWorkstationInfo502,
        }),
      ),
    serverInfo: (machine, options) =>
      heldTo(options, schedule, async () => {
        const name = machine === null ? null : `\\\\${machine}`;
        const call = (level: number) => (into: Buffer) => server.elsewhere(name, level, into);
        const api = 'NetServerGetInfo';
        const basic = await read(win32, functions, {
          api,
          call: call(102),
          bytes: serverInfo102Bytes,
          decode: decodeServerInfo102,
        });
        const detailed = await read(win32, functions, {
          api,
          call: call(503),
          bytes: serverInfo503Bytes,
          decode: decodeServerInfo503,
        });
        if (!basic.ok && !detailed.ok) return basic;
        return success({
          ...(basic.ok ? basic.value : { autoDisconnect: null }),
          ...(detailed.ok ? detailed.value : untold),
        });
      }),
  };
}

const untold = {
  enableForcedLogOff: null,
  minKeepSearch: null,
  maxKeepSearch: null,
  scavTimeout: null,
  oplockBreakWait: null,
} as const;

type Functions = ReturnType<typeof bindLanManager>;
type GetInfo = Native<[machine: string | null, level: number, into: Buffer], number>;

function bindLanManager({ bind }: Win32) {
  const netapi32 = (prototype: string) => bind('netapi32.dll', `uint32_t __stdcall ${prototype}`);
  return {
    workstation: netapi32('NetWkstaGetInfo(str16 machine, uint32_t level, void *into)') as GetInfo,
    server: netapi32('NetServerGetInfo(str16 machine, uint32_t level, void *into)') as GetInfo,
    free: netapi32('NetApiBufferFree(void *buffer)') as Native<[buffer: bigint], number>,
  };
}

async function read<Value>(
  { bytesAt }: Win32,
  { free }: Functions,
  {
    api,
    call,
    bytes,
    decode,
  }: {
    readonly api: string;
    readonly call: (into: Buffer) => Promise<{ readonly value: number }>;
    readonly bytes: number;
    readonly decode: (octets: Buffer) => Value | null;
  },
): Promise<Result<Value, WindowsFailure>> {
  const into = Buffer.alloc(8);
  const { value } = await call(into);
  if (value !== NERR_Success) return win32Failure(api, value);
  const address = into.readBigUInt64LE();
  if (address === 0n) return failure({ kind: 'implausible', api, what: 'success without a buffer' });
  try {
    const decoded = decode(bytesAt(address, bytes));
    return decoded === null ? failure({ kind: 'implausible', api, what: 'too short' }) : success(decoded);
  } finally {
    free.now(address);
  }
}
