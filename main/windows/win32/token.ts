import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { WindowsFailure } from '../failure.ts';
import { followed } from '../layouts/memory.ts';
import { sidText } from '../layouts/sid.ts';
import { win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

const TOKEN_QUERY = 8;
/** TOKEN_INFORMATION_CLASS (winnt.h). */
const TokenUser = 1;
const TokenElevation = 20;
/** A TOKEN_USER and the longest security identifier: 16 and 68 bytes. */
const tokenUserBytes = 128;

/** Whom a process runs as. */
export interface TokenOwner {
  readonly sid: Buffer;
  /** "S-1-5-21-...". */
  readonly sidText: string;
}

/** What is asked of the access tokens of processes; `process` is a handle with the right to query. */
export interface Tokens {
  readonly owner: (process: bigint) => Result<TokenOwner, WindowsFailure>;
  readonly elevated: (process: bigint) => Result<boolean, WindowsFailure>;
}

/** Access tokens through advapi32.dll. */
export function openTokens({ bind, koffi }: Win32): Tokens {
  const openProcessToken = bind(
    'advapi32.dll',
    'int32_t __stdcall OpenProcessToken(void *process, uint32_t access, void *token)',
  ) as Native<[process: bigint, access: number, token: Buffer], number>;
  const getTokenInformation = bind(
    'advapi32.dll',
    'int32_t __stdcall GetTokenInformation(void *token, int32_t what, void *into, uint32_t bytes, void *needed)',
  ) as Native<[token: bigint, what: number, into: Buffer, bytes: number, needed: Buffer], number>;
  const closeHandle = bind('kernel32.dll', 'int32_t __stdcall CloseHandle(void *handle)') as Native<
    [handle: bigint],
    number
  >;

  const ask = (process: bigint, what: number, bytes: number): Result<Buffer, WindowsFailure> => {
    const token = Buffer.alloc(8);
    const opened = openProcessToken.now(process, TOKEN_QUERY, token);
    if (opened.value === 0) return win32Failure('OpenProcessToken', opened.lastError);
    const handle = token.readBigUInt64LE();
    try {
      const into = Buffer.alloc(bytes);
      const asked = getTokenInformation.now(handle, what, into, bytes, Buffer.alloc(4));
      return asked.value === 0 ? win32Failure('GetTokenInformation', asked.lastError) : success(into);
    } finally {
      closeHandle.now(handle);
    }
  };

  return {
    owner: (process) => {
      const asked = ask(process, TokenUser, tokenUserBytes);
      if (!asked.ok) return asked;
      const sid = followed({ octets: asked.value, address: koffi.address(asked.value) }, 0);
      const text = sid === null ? null : sidText(sid);
      if (sid === null || text === null) return win32Failure('GetTokenInformation', ERROR_INVALID_SID);
      return success({ sid, sidText: text });
    },
    elevated: (process) => {
      const asked = ask(process, TokenElevation, 4);
      return asked.ok ? success(asked.value.readUInt32LE() !== 0) : asked;
    },
  };
}

const ERROR_INVALID_SID = 1337;
