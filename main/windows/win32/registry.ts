import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { Machine } from '../inspector.ts';
import { decodeRegistryValue } from '../layouts/registry-value.ts';
import type { Hive, RegistryKey, RegistryReader, RegistryValue } from '../registry.ts';
import type { GivenUp } from './read.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

/** The handles that stand for a hive (winreg.h), signed 32-bit numbers made pointers. */
const hives: Readonly<Record<Hive, bigint>> = {
  HKCU: 0xffff_ffff_8000_0001n,
  HKLM: 0xffff_ffff_8000_0002n,
  HKU: 0xffff_ffff_8000_0003n,
};
/** KEY_READ | KEY_WOW64_64KEY. */
const readAccess = 0x2_0119;
const ERROR_SUCCESS = 0;
const ERROR_FILE_NOT_FOUND = 2;
const ERROR_PATH_NOT_FOUND = 3;
const ERROR_MORE_DATA = 234;
const ERROR_NO_MORE_ITEMS = 259;
/** The longest name of a value, with its null; keys have less. */
const nameCharacters = 16_384;
/** Data grows to what Windows asks for up to this; nothing that we read is near it. */
const mostDataBytes = 16 * 1024 * 1024;
/** More entries than any key of Windows has: a server that goes on for ever. */
const mostEntries = 65_536;

/** The registry through advapi32.dll. A server's is read by calls of their own threads, since it may not answer. */
export function openRegistry(win32: Win32, schedule: Schedule): RegistryReader {
  const functions = bindRegistry(win32);
  return {
    key: (machine, hive, path, options) =>
      heldTo(options, schedule, async (givenUp) => {
        const way = machine === null ? 'now' : 'elsewhere';
        const root = await rootOf(functions, machine, hive);
        if (!root.ok) return root;
        try {
          return await readKey(functions, way, root.value.key, path, givenUp);
        } finally {
          if (root.value.close) await functions.closeKey[way](root.value.key);
        }
      }),
  };
}

type Functions = ReturnType<typeof bindRegistry>;
type Way = 'now' | 'elsewhere';

function bindRegistry({ bind }: Win32) {
  const advapi32 = (prototype: string) => bind('advapi32.dll', `int32_t __stdcall ${prototype}`);
  return {
    connect: advapi32('RegConnectRegistryW(str16 machine, void *hive, void *key)') as Native<
      [machine: string, hive: bigint, key: Buffer],
      number
    >,
    openKey: advapi32(
      'RegOpenKeyExW(void *key, str16 path, uint32_t options, uint32_t access, void *opened)',
    ) as Native<[key: bigint, path: string, options: number, access: number, opened: Buffer], number>,
    enumValue: advapi32(
      `RegEnumValueW(void *key, uint32_t index, void *name, void *characters, void *reserved, void *type, void *data,
        void *bytes)`,
    ) as Native<
      [
        key: bigint,
        index: number,
        name: Buffer,
        characters: Buffer,
        reserved: null,
        type: Buffer,
        data: Buffer,
        bytes: Buffer,
      ],
      number
    >,
    enumKey: advapi32(
      `RegEnumKeyExW(void *key, uint32_t index, void *name, void *characters, void *reserved, void *class,
        void *classCharacters, void *lastWrite)`,
    ) as Native<
      [
        key: bigint,
        index: number,
        name: Buffer,
        characters: Buffer,
        reserved: null,
        type: null,
        size: null,
        time: null,
      ],
      number
    >,
    closeKey: advapi32('RegCloseKey(void *key)') as Native<[key: bigint], number>,
  };
}

async function rootOf(
  { connect }: Functions,
  machine: Machine,
  hive: Hive,
): Promise<Result<{ readonly key: bigint; readonly close: boolean }, WindowsFailure>> {
  if (machine === null) return success({ key: hives[hive], close: false });
  const key = handle();
  const { value } = await connect.elsewhere(`\\\\${machine}`, hives[hive], key);
  return value === ERROR_SUCCESS
    ? success({ key: key.readBigUInt64LE(), close: true })
    : win32Failure('RegConnectRegistryW', value);
}

async function readKey(
  functions: Functions,
  way: Way,
  root: bigint,
  path: string,
  givenUp: GivenUp,
): Promise<Result<RegistryKey | null, WindowsFailure>> {
  const opened = handle();
  const { value } = await functions.openKey[way](root, path, 0, readAccess, opened);
  if (value === ERROR_FILE_NOT_FOUND || value === ERROR_PATH_NOT_FOUND) return success(null);
  if (value !== ERROR_SUCCESS) return win32Failure('RegOpenKeyExW', value);
  const key = opened.readBigUInt64LE();
  try {
    const values = await readValues(functions, way, key, givenUp);
    if (!values.ok) return values;
    const subkeys = await readSubkeys(functions, way, key, givenUp);
    return subkeys.ok ? success({ values: values.value, subkeys: subkeys.value }) : subkeys;
  } finally {
    await functions.closeKey[way](key);
  }
}

async function readValues(
  { enumValue }: Functions,
  way: Way,
  key: bigint,
  givenUp: GivenUp,
): Promise<Result<ReadonlyMap<string, RegistryValue>, WindowsFailure>> {
  const values = new Map<string, RegistryValue>();
  const name = Buffer.alloc(2 * nameCharacters);
  let data = Buffer.alloc(4096);
  for (let index = 0; index < mostEntries && !givenUp();) {
    const [characters, type, bytes] = [number(nameCharacters), number(0), number(data.length)];
    const { value } = await enumValue[way](key, index, name, characters, null, type, data, bytes);
    if (value === ERROR_NO_MORE_ITEMS) return success(values);
    if (value === ERROR_MORE_DATA && data.length < mostDataBytes) {
      // A value that grows meanwhile, or performance data, may ask for more each time.
      data = Buffer.alloc(Math.min(mostDataBytes, Math.max(bytes.readUInt32LE(), 2 * data.length)));
      continue;
    }
    if (value !== ERROR_SUCCESS) return win32Failure('RegEnumValueW', value);
    const octets = data.subarray(0, bytes.readUInt32LE());
    values.set(textOf(name, characters), decodeRegistryValue(type.readUInt32LE(), octets));
    index++;
  }
  return endless('RegEnumValueW');
}

async function readSubkeys(
  { enumKey }: Functions,
  way: Way,
  key: bigint,
  givenUp: GivenUp,
): Promise<Result<readonly string[], WindowsFailure>> {
  const names: string[] = [];
  const name = Buffer.alloc(2 * nameCharacters);
  while (names.length < mostEntries && !givenUp()) {
    const characters = number(nameCharacters);
    const { value } = await enumKey[way](key, names.length, name, characters, null, null, null, null);
    if (value === ERROR_NO_MORE_ITEMS) return success(names);
    if (value !== ERROR_SUCCESS) return win32Failure('RegEnumKeyExW', value);
    names.push(textOf(name, characters));
  }
  return endless('RegEnumKeyExW');
}

/** Nobody sees it where the reader was given up. */
function endless(api: string): Result<never, WindowsFailure> {
  return failure({ kind: 'implausible', api, what: `more than ${mostEntries} entries` });
}

/** Room for a handle that a function gives. */
const handle = (): Buffer => Buffer.alloc(8);

/** A DWORD that a function reads, writes or both. */
function number(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(value);
  return octets;
}

const textOf = (name: Buffer, characters: Buffer): string =>
  name.subarray(0, 2 * characters.readUInt32LE()).toString('utf16le');
