import { execFile } from 'node:child_process';
import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsActuator } from '../actuator.ts';
import type { WindowsFailure } from '../failure.ts';
import { encodePurgeAllTickets } from '../layouts/purge-tickets.ts';
import { heldTo, win32Failure } from './read.ts';
import type { SystemFolder } from './system-folder.ts';
import { bindLsa, packageOf } from './tickets.ts';
import type { Native, Win32 } from './win32.ts';

const AF_UNSPEC = 0;
const everyInterface = 0;
const NO_ERROR = 0;
const ERROR_GEN_FAILURE = 31;

/** Empties what Windows keeps of names, neighbours and tickets. */
export function openCaches(
  win32: Win32,
  schedule: Schedule,
  systemFolder: SystemFolder,
): Pick<WindowsActuator, 'flushDns' | 'flushNetbiosNames' | 'flushNeighbours' | 'purgeTickets'> {
  const { bind } = win32;
  const flushResolver = bind('dnsapi.dll', 'int32_t __stdcall DnsFlushResolverCache()') as Native<[], number>;
  const flushTable = bind(
    'iphlpapi.dll',
    'uint32_t __stdcall FlushIpNetTable2(uint16_t family, uint32_t interface)',
  ) as Native<[family: number, index: number], number>;
  const lsa = bindLsa(win32);

  return {
    flushDns: (options) =>
      heldTo(options, schedule, async () => {
        const { value, lastError } = await flushResolver.elsewhere();
        return value === 0 ? win32Failure('DnsFlushResolverCache', lastError) : success(undefined);
      }),
    flushNetbiosNames: (options) =>
      // Windows has no documented function for it.
      heldTo(options, schedule, () => runTool(`${systemFolder()}\\nbtstat.exe`, ['-R'])),
    flushNeighbours: (options) =>
      heldTo(options, schedule, async () => {
        const { value } = await flushTable.elsewhere(AF_UNSPEC, everyInterface);
        return value === NO_ERROR ? success(undefined) : win32Failure('FlushIpNetTable2', value);
      }),
    purgeTickets: (options) =>
      heldTo(options, schedule, async () => {
        const connection = Buffer.alloc(8);
        const connected = lsa.connect.now(connection).value;
        if (connected !== 0) return win32Failure('LsaConnectUntrusted', connected >>> 0);
        const handle = connection.readBigUInt64LE();
        try {
          const kerberos = packageOf(win32, lsa, handle);
          if (!kerberos.ok) return kerberos;
          const request = encodePurgeAllTickets();
          const [answer, bytes, status] = [Buffer.alloc(8), Buffer.alloc(4), Buffer.alloc(4)];
          const called = await lsa.call.elsewhere(
            handle,
            kerberos.value,
            request,
            request.length,
            answer,
            bytes,
            status,
          );
          const failed = called.value === 0 ? status.readInt32LE() : called.value;
          return failed === 0 ? success(undefined) : win32Failure('LsaCallAuthenticationPackage', failed >>> 0);
        } finally {
          lsa.disconnect.now(handle);
        }
      }),
  };
}

/** Runs one of Windows' own tools, by its whole path and without a shell. */
function runTool(path: string, words: readonly string[]): Promise<Result<undefined, WindowsFailure>> {
  return new Promise((resolve) => {
    execFile(path, words, { windowsHide: true }, (error) => {
      if (error === null) resolve(success(undefined));
      else if (error.code === 'ENOENT') resolve(failure({ kind: 'not-available', detail: path }));
      else resolve(win32Failure(path, typeof error.code === 'number' ? error.code : ERROR_GEN_FAILURE));
    });
  });
}
