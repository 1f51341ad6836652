import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { RawValue, WindowsActuator } from '../actuator.ts';
import type { WindowsFailure } from '../failure.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

const HKEY_LOCAL_MACHINE = 0xffff_ffff_8000_0002n;
const KEY_WOW64_64KEY = 0x0100;
const KEY_QUERY_VALUE = 0x0001 | KEY_WOW64_64KEY;
const KEY_SET_VALUE = 0x0002 | KEY_WOW64_64KEY;
const ERROR_SUCCESS = 0;
const ERROR_FILE_NOT_FOUND = 2;
const ERROR_MORE_DATA = 234;
/** As much as a backup holds. */
const mostDataBytes = 65_536;

/** Single values below HKEY_LOCAL_MACHINE as their bytes, through advapi32.dll. */
export function openRegistryValues(
  { bind }: Win32,
  schedule: Schedule,
): Pick<WindowsActuator, 'readValue' | 'writeValue'> {
  const advapi32 = (prototype: string) => bind('advapi32.dll', `int32_t __stdcall ${prototype}`);
  const openKey = advapi32(
    'RegOpenKeyExW(void *root, str16 path, uint32_t options, uint32_t access, void *key)',
  ) as Native<[root: bigint, path: string, options: 0, access: number, key: Buffer], number>;
  const createKey = advapi32(
    `RegCreateKeyExW(void *root, str16 path, uint32_t reserved, str16 kind, uint32_t options, uint32_t access,
      void *security, void *key, void *disposition)`,
  ) as Native<
    [
      root: bigint,
      path: string,
      reserved: 0,
      kind: null,
      options: 0,
      access: number,
      security: null,
      key: Buffer,
      disposition: null,
    ],
    number
  >;
  const queryValue = advapi32(
    'RegQueryValueExW(void *key, str16 name, void *reserved, void *type, void *data, void *bytes)',
  ) as Native<[key: bigint, name: string, reserved: null, type: Buffer, data: Buffer, bytes: Buffer], number>;
  const setValue = advapi32(
    'RegSetValueExW(void *key, str16 name, uint32_t reserved, uint32_t type, void *data, uint32_t bytes)',
  ) as Native<[key: bigint, name: string, reserved: 0, type: number, data: Buffer, bytes: number], number>;
  const deleteValue = advapi32('RegDeleteValueW(void *key, str16 name)') as Native<[key: bigint, name: string], number>;
  const closeKey = advapi32('RegCloseKey(void *key)') as Native<[key: bigint], number>;

  type Use<Value> = (key: bigint) => Result<Value, WindowsFailure>;
  const withKey = <Value>(opened: Buffer, use: Use<Value>): Result<Value, WindowsFailure> => {
    const key = opened.readBigUInt64LE();
    try {
      return use(key);
    } finally {
      closeKey.now(key);
    }
  };

  return {
    readValue: (path, name, options) =>
      heldTo(options, schedule, () => {
        const key = Buffer.alloc(8);
        const opened = openKey.now(HKEY_LOCAL_MACHINE, path, 0, KEY_QUERY_VALUE, key).value;
        if (opened === ERROR_FILE_NOT_FOUND) return success(null);
        if (opened !== ERROR_SUCCESS) return win32Failure('RegOpenKeyExW', opened);
        return withKey<RawValue | null>(key, (handle) => {
          const [type, data, bytes] = [Buffer.alloc(4), Buffer.alloc(mostDataBytes), Buffer.alloc(4)];
          bytes.writeUInt32LE(data.length);
          const asked = queryValue.now(handle, name, null, type, data, bytes).value;
          if (asked === ERROR_FILE_NOT_FOUND) return success(null);
          const [api, length] = ['RegQueryValueExW', bytes.readUInt32LE()];
          if (asked === ERROR_MORE_DATA) return failure({ kind: 'implausible', api, what: `${length} bytes` });
          if (asked !== ERROR_SUCCESS) return win32Failure(api, asked);
          return success({ type: type.readUInt32LE(), octets: data.subarray(0, length) });
        });
      }),
    writeValue: (path, name, value, options) =>
      heldTo(options, schedule, () => {
        const key = Buffer.alloc(8);
        const opened =
          value === null
            ? openKey.now(HKEY_LOCAL_MACHINE, path, 0, KEY_SET_VALUE, key).value
            : createKey.now(HKEY_LOCAL_MACHINE, path, 0, null, 0, KEY_SET_VALUE, null, key, null).value;
        if (opened === ERROR_FILE_NOT_FOUND) return success(undefined);
        if (opened !== ERROR_SUCCESS) return win32Failure(value === null ? 'RegOpenKeyExW' : 'RegCreateKeyExW', opened);
        return withKey<undefined>(key, (handle) => {
          if (value === null) {
            const deleted = deleteValue.now(handle, name).value;
            const gone = deleted === ERROR_SUCCESS || deleted === ERROR_FILE_NOT_FOUND;
            return gone ? success(undefined) : win32Failure('RegDeleteValueW', deleted);
          }
          const octets = Buffer.from(value.octets);
          const written = setValue.now(handle, name, 0, value.type, octets, octets.length).value;
          return written === ERROR_SUCCESS ? success(undefined) : win32Failure('RegSetValueExW', written);
        });
      }),
  };
}
