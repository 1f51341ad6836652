/**
 * Server X.224 Connection Confirm PDU, [MS-RDPBCGR] 2.2.1.2.
 *
 * | at | size | field                                                                              |
 * |---:|-----:|------------------------------------------------------------------------------------|
 * |  0 |    4 | TPKT header                                                                        |
 * |  4 |    1 | LI, length of the TPDU behind this byte: 6, or 14 with negotiation data            |
 * |  5 |    1 | CC-CDT, 0xD0                                                                       |
 * |  6 |    5 | DST-REF, SRC-REF (2 each), class options                                           |
 * | 11 |    1 | RDP_NEG_RSP, 2.2.1.2.1: type, 2; or RDP_NEG_FAILURE, 2.2.1.2.2: type, 3            |
 * | 12 |    1 | flags                                                                              |
 * | 13 |    2 | length, 8                                                                          |
 * | 15 |    4 | selectedProtocol, or failureCode                                                   |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { tpktHeaderSize } from './tpkt.ts';

/** What a server answers. `no-data`: it negotiates nothing, so only Standard RDP Security is left ([MS-RDPBCGR] 5.4.2). */
export type ConnectionConfirm =
  | { readonly kind: 'selected'; readonly protocol: number; readonly flags: number }
  | { readonly kind: 'failure'; readonly code: number }
  | { readonly kind: 'no-data' }
  /** Another TPDU: Disconnect Request, Error, or a Data TPDU with which MCS ends what it never began. */
  | { readonly kind: 'dismissed' };

const confirm = 0xd0;
/** Codes of [X.224] 13 by which a server says no: DR, ER, DT. */
const dismissals: readonly number[] = [0x80, 0x70, 0xf0];
const types = { response: 2, failure: 3 } as const;
const negotiationAt = 11;
const negotiationSize = 8;

/** A server's answer out of one whole TPKT packet. */
export function decodeConnectionConfirm(packet: Buffer): Result<ConnectionConfirm, Malformed> {
  if (packet.length < tpktHeaderSize + 2) return malformed('X.224 TPDU', 'too-short');
  const code = packet.readUInt8(5) & 0xf0;
  if (dismissals.includes(code)) return success({ kind: 'dismissed' });
  if (code !== confirm) return malformed('CC-CDT', 'wrong-value');
  if (packet.length < negotiationAt) return malformed('X.224 TPDU', 'too-short');
  if (packet.readUInt8(4) + 5 !== packet.length) return malformed('LI', 'wrong-value');
  if (packet.length === negotiationAt) return success({ kind: 'no-data' });
  if (packet.length !== negotiationAt + negotiationSize) return malformed('rdpNegData', 'wrong-value');
  if (packet.readUInt16LE(13) !== negotiationSize) return malformed('rdpNegData length', 'wrong-value');
  const type = packet.readUInt8(negotiationAt);
  const value = packet.readUInt32LE(15);
  if (type === types.response) {
    return success({ kind: 'selected', protocol: value, flags: packet.readUInt8(12) });
  }
  if (type === types.failure) return success({ kind: 'failure', code: value });
  return malformed('rdpNegData type', 'wrong-value');
}
