import type { Native, Win32 } from './win32.ts';

/** Room for a name or a domain, in characters with the null; Windows has none that is longer. */
const nameCharacters = 512;

/** Looks up "DOMAIN\name" of a security identifier; null where nobody knows it. May ask a domain controller. */
export type AccountNames = (sid: Buffer) => Promise<string | null>;

/** LookupAccountSidW of advapi32.dll. */
export function openAccountNames({ bind }: Win32): AccountNames {
  const lookUp = bind(
    'advapi32.dll',
    `int32_t __stdcall LookupAccountSidW(str16 machine, void *sid, void *name, void *nameCharacters, void *domain,
      void *domainCharacters, void *use)`,
  ) as Native<[machine: null, sid: Buffer, ...(readonly Buffer[])], number>;
  return async (sid) => {
    const [name, domain] = [Buffer.alloc(2 * nameCharacters), Buffer.alloc(2 * nameCharacters)];
    const lengths = [Buffer.alloc(4), Buffer.alloc(4)] as const;
    for (const length of lengths) length.writeUInt32LE(nameCharacters);
    const { value } = await lookUp.elsewhere(null, sid, name, lengths[0], domain, lengths[1], Buffer.alloc(4));
    if (value === 0) return null;
    const text = (octets: Buffer, length: Buffer): string =>
      octets.subarray(0, 2 * length.readUInt32LE()).toString('utf16le');
    return `${text(domain, lengths[1])}\\${text(name, lengths[0])}`;
  };
}
