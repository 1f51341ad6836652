import { encodeNegotiateRequest, smb2Dialects } from '../../../main/smb2/codec/negotiate.ts';
import { fullOffer } from '../../../main/smb2/negotiate-offer.ts';

/** The header of the first message on a connection. */
export const firstHead = { creditCharge: 0, credits: 1, messageId: 0, treeId: 0, sessionId: 0n } as const;

/** A NEGOTIATE that offers `dialects`, by a client whose GUID and salt are all `fill`. */
export function smb2Negotiate(dialects: readonly number[] = smb2Dialects, fill = 0x5a): Buffer {
  const randomBytes = (count: number): Buffer => Buffer.alloc(count, fill);
  return encodeNegotiateRequest(firstHead, fullOffer({ dialects, clientGuid: randomBytes(16), randomBytes }));
}
