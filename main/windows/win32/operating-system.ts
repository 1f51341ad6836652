import { failure, success } from '../../../app/model/result.ts';
import type { Clock } from '../../clock.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsInspector } from '../inspector.ts';
import { decodeOsVersion, osVersionBytes, productNameOf } from '../layouts/os-version.ts';
import type { RegistryReader } from '../registry.ts';
import { valueOf } from '../registry.ts';
import { openAccountNames } from './account-name.ts';
import { heldTo, win32Failure } from './read.ts';
import { openTokens } from './token.ts';
import type { Native, Win32 } from './win32.ts';

const currentVersion = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
/** NETSETUP_JOIN_STATUS (lmjoin.h). */
const NetSetupUnknownStatus = 0;
const NetSetupDomainName = 3;

/** This PC, its user and what this process may do. */
export function openOperatingSystem(
  win32: Win32,
  registry: RegistryReader,
  { clock, schedule }: { readonly clock: Clock; readonly schedule: Schedule },
): WindowsInspector['operatingSystem'] {
  const functions = bindOperatingSystem(win32);
  const tokens = openTokens(win32);
  const accountName = openAccountNames(win32, tokens);
  return (options) =>
    heldTo(options, schedule, async () => {
      const octets = Buffer.alloc(osVersionBytes);
      octets.writeUInt32LE(osVersionBytes);
      functions.rtlGetVersion.now(octets);
      const version = decodeOsVersion(octets);
      if (version === null) return failure({ kind: 'implausible', api: 'RtlGetVersion', what: 'no version' });
      const product = await registry.key(null, 'HKLM', currentVersion, options);
      const name = product.ok ? valueOf(product.value, 'ProductName') : undefined;
      const process = functions.getCurrentProcess.now().value;
      const elevated = tokens.elevated(process);
      if (!elevated.ok) return elevated;
      const owner = tokens.owner(process);
      if (!owner.ok) return owner;
      const session = Buffer.alloc(4);
      const inSession = functions.processIdToSessionId.now(functions.getCurrentProcessId.now().value, session);
      if (inSession.value === 0) return win32Failure('ProcessIdToSessionId', inSession.lastError);
      return success({
        version: version.version,
        productName: name?.type === 'REG_SZ' ? productNameOf(name.value, version) : '',
        server: version.server,
        domainJoined: domainJoined(functions),
        elevated: elevated.value,
        user: (await accountName(owner.value)) ?? owner.value.sidText,
        userSid: owner.value.sidText,
        sessionId: session.readUInt32LE(),
        // Counts through sleep and, with Fast Startup, from the last real start: what the kernel itself remembers.
        startedAt: new Date(clock.now().getTime() - Number(functions.getTickCount64.now().value)).toISOString(),
      });
    });
}

type Functions = ReturnType<typeof bindOperatingSystem>;

function bindOperatingSystem({ bind }: Win32) {
  const kernel32 = (prototype: string) => bind('kernel32.dll', prototype);
  const netapi32 = (prototype: string) => bind('netapi32.dll', `uint32_t __stdcall ${prototype}`);
  return {
    rtlGetVersion: bind('ntdll.dll', 'int32_t __stdcall RtlGetVersion(void *version)') as Native<
      [into: Buffer],
      number
    >,
    getCurrentProcess: kernel32('void * __stdcall GetCurrentProcess()') as Native<[], bigint>,
    getCurrentProcessId: kernel32('uint32_t __stdcall GetCurrentProcessId()') as Native<[], number>,
    getTickCount64: kernel32('uint64_t __stdcall GetTickCount64()') as Native<[], number | bigint>,
    processIdToSessionId: kernel32('int32_t __stdcall ProcessIdToSessionId(uint32_t pid, void *session)') as Native<
      [pid: number, session: Buffer],
      number
    >,
    netGetJoinInformation: netapi32('NetGetJoinInformation(str16 machine, void *name, void *status)') as Native<
      [machine: null, name: Buffer, status: Buffer],
      number
    >,
    netApiBufferFree: netapi32('NetApiBufferFree(void *buffer)') as Native<[buffer: bigint], number>,
  };
}

/** Null where Windows does not tell. It answers from what this PC knows itself. */
function domainJoined({ netGetJoinInformation, netApiBufferFree }: Functions): boolean | null {
  const [name, status] = [Buffer.alloc(8), Buffer.alloc(4)];
  if (netGetJoinInformation.now(null, name, status).value !== 0) return null;
  netApiBufferFree.now(name.readBigUInt64LE());
  const joined = status.readUInt32LE();
  return joined === NetSetupUnknownStatus ? null : joined === NetSetupDomainName;
}
