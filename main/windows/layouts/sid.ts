const identifierAuthorityBytes = 6;
const headerBytes = 2 + identifierAuthorityBytes;

/** A security identifier, [MS-DTYP] 2.4.2.2, in its usual text form "S-1-5-21-..."; null when the bytes hold none. */
export function sidText(octets: Buffer): string | null {
  if (octets.length < headerBytes) return null;
  const subAuthorities = octets.readUInt8(1);
  if (octets.readUInt8(0) !== 1 || octets.length < headerBytes + 4 * subAuthorities) return null;
  const authority = octets.readUIntBE(2, identifierAuthorityBytes);
  const parts = Array.from({ length: subAuthorities }, (_, index) => octets.readUInt32LE(headerBytes + 4 * index));
  return ['S-1', authority, ...parts].join('-');
}
