import { failure, success } from '../../../app/model/result.ts';
import type { Result } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { WindowsInspector } from '../inspector.ts';
import { decodeUserInfo2, logonHoursBytes, logonHoursOffset, userInfo2Bytes } from '../layouts/user-info.ts';
import type { AccountNames } from './account-name.ts';
import { openAccountNames } from './account-name.ts';
import { heldTo, win32Failure } from './read.ts';
import type { TokenOwner } from './token.ts';
import { openTokens } from './token.ts';
import type { Native, Win32 } from './win32.ts';

/** NetBIOS names have 15 characters; there is room for more. */
const computerNameCharacters = 64;

type Functions = ReturnType<typeof bindAccount>;

/** The account of whom this process runs as: of this PC, or asked of a domain controller, which may not answer. */
export function openAccount(win32: Win32, schedule: Schedule): WindowsInspector['account'] {
  const functions = bindAccount(win32);
  const tokens = openTokens(win32);
  const accountName = openAccountNames(win32, tokens);
  return (options) =>
    heldTo(options, schedule, async () => {
      const owner = tokens.owner(functions.currentProcess.now().value);
      if (!owner.ok) return owner;
      const name = await namesOf(accountName, owner.value);
      if (!name.ok) return name;
      const { domain, user } = name.value;
      const local = domain.toLowerCase() === computerName(functions).toLowerCase();
      const server = local ? success(null) : await controllerOf(win32, functions, domain);
      return server.ok ? await read(win32, functions, server.value, { domain, user }) : server;
    });
}

function bindAccount({ bind }: Win32) {
  const netapi32 = (prototype: string) => bind('netapi32.dll', `uint32_t __stdcall ${prototype}`);
  return {
    currentProcess: bind('kernel32.dll', 'void * __stdcall GetCurrentProcess()') as Native<[], bigint>,
    computerName: bind('kernel32.dll', 'int32_t __stdcall GetComputerNameW(void *name, void *characters)') as Native<
      [name: Buffer, characters: Buffer],
      number
    >,
    getInfo: netapi32('NetUserGetInfo(str16 machine, str16 user, uint32_t level, void *into)') as Native<
      [machine: string | null, user: string, level: number, into: Buffer],
      number
    >,
    getController: netapi32(
      'DsGetDcNameW(str16 machine, str16 domain, void *guid, str16 site, uint32_t flags, void *into)',
    ) as Native<[machine: null, domain: string, guid: null, site: null, flags: number, into: Buffer], number>,
    free: netapi32('NetApiBufferFree(void *buffer)') as Native<[buffer: bigint], number>,
  };
}

async function namesOf(
  accountName: AccountNames,
  owner: TokenOwner,
): Promise<Result<{ readonly domain: string; readonly user: string }, WindowsFailure>> {
  const [domain, user] = (await accountName(owner))?.split('\\') ?? [];
  if (domain !== undefined && user !== undefined) return success({ domain, user });
  return failure({ kind: 'implausible', api: 'LookupAccountSidW', what: 'no name' });
}

function computerName({ computerName: call }: Functions): string {
  const [name, characters] = [Buffer.alloc(2 * computerNameCharacters), Buffer.alloc(4)];
  characters.writeUInt32LE(computerNameCharacters);
  if (call.now(name, characters).value === 0) return '';
  return name.subarray(0, 2 * characters.readUInt32LE()).toString('utf16le');
}

/** "\\dc01.example.test": DOMAIN_CONTROLLER_INFOW begins with the pointer to its name. */
async function controllerOf(
  { bytesAt, textAt }: Win32,
  { getController, free }: Functions,
  domain: string,
): Promise<Result<string, WindowsFailure>> {
  const into = Buffer.alloc(8);
  const { value } = await getController.elsewhere(null, domain, null, null, 0, into);
  if (value !== 0) return win32Failure('DsGetDcNameW', value);
  const address = into.readBigUInt64LE();
  const name = textAt(bytesAt(address, 8).readBigUInt64LE());
  free.now(address);
  return success(name);
}

async function read(
  { bytesAt }: Win32,
  { getInfo, free }: Functions,
  machine: string | null,
  { domain, user }: { readonly domain: string; readonly user: string },
): ReturnType<WindowsInspector['account']> {
  const api = 'NetUserGetInfo';
  const into = Buffer.alloc(8);
  const { value } = await getInfo.elsewhere(machine, user, 2, into);
  if (value !== 0) return win32Failure(api, value);
  const address = into.readBigUInt64LE();
  try {
    const octets = bytesAt(address, userInfo2Bytes);
    const hours = octets.readBigUInt64LE(logonHoursOffset);
    const account = decodeUserInfo2(
      octets,
      `${domain}\\${user}`,
      hours === 0n ? null : bytesAt(hours, logonHoursBytes),
    );
    return account === null ? failure({ kind: 'implausible', api, what: 'too short' }) : success(account);
  } finally {
    free.now(address);
  }
}
