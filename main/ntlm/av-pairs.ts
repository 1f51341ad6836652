/** AV_PAIR, [MS-NLMP] 2.2.2.1: AvId (2), AvLen (2), Value; MsvAvEOL ends the list. */
import type { Result } from '../../app/model/result.ts';
import { success } from '../../app/model/result.ts';
import type { Malformed } from '../malformed.ts';
import { malformed } from '../malformed.ts';

/** AvId values. */
export const avIds = {
  MsvAvEOL: 0x0000,
  MsvAvNbComputerName: 0x0001,
  MsvAvNbDomainName: 0x0002,
  MsvAvDnsComputerName: 0x0003,
  MsvAvDnsDomainName: 0x0004,
  MsvAvDnsTreeName: 0x0005,
  MsvAvFlags: 0x0006,
  MsvAvTimestamp: 0x0007,
  MsvAvTargetName: 0x0009,
  MsvAvChannelBindings: 0x000a,
} as const;

/** MsvAvFlags: the AUTHENTICATE message carries a MIC. */
export const avFlagMicPresent = 0x00000002;

export interface AvPair {
  readonly id: number;
  readonly value: Buffer;
}

/** Bytes of a list, with its end mark. */
export function encodeAvPairs(pairs: readonly AvPair[]): Buffer {
  return Buffer.concat([...pairs.map(encodeAvPair), Buffer.alloc(4)]);
}

function encodeAvPair({ id, value }: AvPair): Buffer {
  const bytes = Buffer.alloc(4 + value.length);
  bytes.writeUInt16LE(id, 0);
  bytes.writeUInt16LE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

/** The pairs of a list without its end mark; an empty field is an empty list. */
export function decodeAvPairs(bytes: Buffer): Result<readonly AvPair[], Malformed> {
  const pairs: AvPair[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 4 > bytes.length) return malformed('AvId', 'too-short');
    const id = bytes.readUInt16LE(at);
    const valueEnd = at + 4 + bytes.readUInt16LE(at + 2);
    if (id === avIds.MsvAvEOL) break;
    if (valueEnd > bytes.length) return malformed('AvLen', 'beyond-end');
    pairs.push({ id, value: bytes.subarray(at + 4, valueEnd) });
    at = valueEnd;
  }
  return success(pairs);
}

/** The value of the first pair with this id. */
export function avValue(pairs: readonly AvPair[], id: number): Buffer | null {
  return pairs.find((pair) => pair.id === id)?.value ?? null;
}

/** A pair that holds text. */
export function avText(id: number, text: string): AvPair {
  return { id, value: Buffer.from(text, 'utf16le') };
}
