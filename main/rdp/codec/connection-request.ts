/**
 * Client X.224 Connection Request PDU, [MS-RDPBCGR] 2.2.1.1, without cookie or routing token.
 *
 * | at | size | field                                                              |
 * |---:|-----:|--------------------------------------------------------------------|
 * |  0 |    4 | TPKT header                                                        |
 * |  4 |    1 | LI, length of the TPDU behind this byte                            |
 * |  5 |    1 | CR-CDT, 0xE0                                                       |
 * |  6 |    5 | DST-REF, SRC-REF (2 each), class options: all zero                 |
 * | 11 |    1 | RDP_NEG_REQ, 2.2.1.1.1: type, 1                                    |
 * | 12 |    1 | flags                                                              |
 * | 13 |    2 | length, 8                                                          |
 * | 15 |    4 | requestedProtocols                                                 |
 */
import type { RdpProtocol } from '../../../app/knowledge/rdp-security.ts';
import { rdpProtocols } from '../../../app/knowledge/rdp-security.ts';
import { encodeTpkt } from './tpkt.ts';

/** Bytes of a request that offers `protocols`; none at all asks for Standard RDP Security. */
export function encodeConnectionRequest(protocols: readonly RdpProtocol[]): Buffer {
  const tpdu = Buffer.alloc(15);
  tpdu[0] = tpdu.length - 1;
  tpdu[1] = 0xe0;
  tpdu[7] = 1;
  tpdu.writeUInt16LE(8, 9);
  tpdu.writeUInt32LE(
    protocols.reduce((bits, name) => bits | rdpProtocols[name], 0),
    11,
  );
  return encodeTpkt(tpdu);
}
