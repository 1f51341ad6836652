import type { RegistryValue } from '../registry.ts';
import { wideText, wideTexts } from './memory.ts';

const REG_SZ = 1;
const REG_EXPAND_SZ = 2;
const REG_BINARY = 3;
const REG_DWORD = 4;
const REG_MULTI_SZ = 7;
const REG_QWORD = 11;

/**
 * A value of the registry from its type (winnt.h) and its bytes. Anybody may write any bytes under any type: a number
 * of the wrong size stays `other`, text is cut at its null or taken without one.
 */
export function decodeRegistryValue(code: number, octets: Buffer): RegistryValue {
  if (code === REG_SZ) return { type: 'REG_SZ', value: wideText(octets) };
  if (code === REG_EXPAND_SZ) return { type: 'REG_EXPAND_SZ', value: wideText(octets) };
  if (code === REG_MULTI_SZ) return { type: 'REG_MULTI_SZ', value: wideTexts(octets) };
  if (code === REG_DWORD && octets.length === 4) return { type: 'REG_DWORD', value: octets.readUInt32LE(0) };
  if (code === REG_QWORD && octets.length === 8) return { type: 'REG_QWORD', value: octets.readBigUInt64LE(0) };
  // A copy: the buffer that it was read into is used again.
  const value = Uint8Array.from(octets);
  return code === REG_BINARY ? { type: 'REG_BINARY', value } : { type: 'other', code, value };
}
