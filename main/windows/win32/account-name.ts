import type { TokenOwner, Tokens } from './token.ts';
import type { Native, Win32 } from './win32.ts';

/** Room for a name or a domain, in characters with the null; Windows has none that is longer. */
const nameCharacters = 512;
/** EXTENDED_NAME_FORMAT (secext.h): DOMAIN\name. */
const NameSamCompatible = 2;

/** Looks up "DOMAIN\name" of an account; null where nobody knows it. */
export type AccountNames = (owner: TokenOwner) => Promise<string | null>;

/**
 * Names of accounts. Who runs this process is known here; anybody else may have to be asked of a domain controller,
 * which may take long while the network is at fault.
 */
export function openAccountNames({ bind }: Win32, tokens: Tokens): AccountNames {
  const getCurrentProcess = bind('kernel32.dll', 'void * __stdcall GetCurrentProcess()') as Native<[], bigint>;
  const getUserName = bind(
    'secur32.dll',
    'uint8_t __stdcall GetUserNameExW(int32_t format, void *name, void *characters)',
  ) as Native<[format: number, name: Buffer, characters: Buffer], number>;
  const lookUp = bind(
    'advapi32.dll',
    `int32_t __stdcall LookupAccountSidW(str16 machine, void *sid, void *name, void *nameCharacters, void *domain,
      void *domainCharacters, void *use)`,
  ) as Native<[machine: null, sid: Buffer, ...(readonly Buffer[])], number>;

  const ownName = (): string | null => {
    const own = room();
    return getUserName.now(NameSamCompatible, own.name, own.characters).value === 0 ? null : textOf(own);
  };
  return async ({ sid, sidText }) => {
    const own = tokens.owner(getCurrentProcess.now().value);
    const known = own.ok && own.value.sidText === sidText ? ownName() : null;
    if (known !== null) return known;
    const [account, domain] = [room(), room()];
    const words = [account.name, account.characters, domain.name, domain.characters];
    const { value } = await lookUp.elsewhere(null, sid, ...words, Buffer.alloc(4));
    return value === 0 ? null : `${textOf(domain)}\\${textOf(account)}`;
  };
}

interface Room {
  readonly name: Buffer;
  /** In: how many fit. Out: how many there are, without the null. */
  readonly characters: Buffer;
}

function room(): Room {
  const characters = Buffer.alloc(4);
  characters.writeUInt32LE(nameCharacters);
  return { name: Buffer.alloc(2 * nameCharacters), characters };
}

const textOf = ({ name, characters }: Room): string =>
  name.subarray(0, 2 * characters.readUInt32LE()).toString('utf16le');
