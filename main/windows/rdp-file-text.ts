/** The text of an .rdp file: Windows writes UTF-16 with its mark, other programs UTF-8. */
export function rdpFileText(octets: Uint8Array): string {
  const utf16 = octets[0] === 0xff && octets[1] === 0xfe;
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(octets);
}
