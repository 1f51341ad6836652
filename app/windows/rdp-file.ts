/** "full address:s:rds02.example.test" of an .rdp file, with its port where that is given. */
const fullAddress = /^full address:s:([^\r\n]*)/im;

/** The server that the text of an .rdp file connects to; null where it names none. */
export function fullAddressOf(text: string): string | null {
  const address = fullAddress.exec(text)?.[1]?.trim() ?? '';
  return address === '' ? null : address.slice(0, 255);
}
