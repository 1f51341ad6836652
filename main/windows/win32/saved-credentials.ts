import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsInspector } from '../inspector.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

const ERROR_NOT_FOUND = 1168;
/** CREDENTIALW (wincred.h) begins with flags and type, then the name; what follows is not read. */
const targetNameOffset = 8;
const mostCredentials = 4096;

/** Names of saved credentials, through advapi32.dll. Nothing else of them is looked at. */
export function openSavedCredentialNames(
  { bind, bytesAt, textAt }: Win32,
  schedule: Schedule,
): WindowsInspector['savedCredentialNames'] {
  const api = 'CredEnumerateW';
  const enumerate = bind(
    'advapi32.dll',
    `int32_t __stdcall ${api}(str16 filter, uint32_t flags, void *count, void *credentials)`,
  ) as Native<[filter: null, flags: number, count: Buffer, credentials: Buffer], number>;
  const free = bind('advapi32.dll', 'void __stdcall CredFree(void *buffer)') as Native<[buffer: bigint], undefined>;
  return (options) =>
    heldTo(options, schedule, async () => {
      const [count, credentials] = [Buffer.alloc(4), Buffer.alloc(8)];
      const { value, lastError } = await enumerate.elsewhere(null, 0, count, credentials);
      if (value === 0) return lastError === ERROR_NOT_FOUND ? success([]) : win32Failure(api, lastError);
      const found = count.readUInt32LE();
      const list = credentials.readBigUInt64LE();
      try {
        if (found > mostCredentials) return failure({ kind: 'implausible', api, what: `${found} credentials` });
        const pointers = bytesAt(list, 8 * found);
        return success(
          Array.from({ length: found }, (_, index) => {
            const credential = pointers.readBigUInt64LE(8 * index);
            return textAt(bytesAt(credential + BigInt(targetNameOffset), 8).readBigUInt64LE());
          }),
        );
      } finally {
        free.now(list);
      }
    });
}
