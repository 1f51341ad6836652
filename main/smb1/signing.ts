/**
 * Message signing, [MS-CIFS] 3.1.4.1 and 3.1.5.1, [MS-SMB] 3.1.4.1. A signature is the first 8 bytes of
 * MD5(MAC key, message), where the message holds its sequence number in place of the signature.
 */
import { createHash } from 'node:crypto';
import type { ReplyFault } from '../net/reply.ts';
import { securityModes } from './codec/flags.ts';
import { commandOf, commands } from './codec/header.ts';

/** Where SecuritySignature stands in the header, [MS-CIFS] 2.2.3.1: within SecurityFeatures. */
const signatureAt = 14;
const signatureSize = 8;

/** Of the request and the reply that turned signing on; [MS-CIFS] 3.2.5.3. */
const signOnReply = 1;
const firstRequest = 2;

/** What stands in the field where nothing was signed: zeros, or the word that Windows and Samba write there instead. */
const noSignatures: readonly string[] = ['\0'.repeat(signatureSize), 'BSRSPYL '];

/** Signs the requests of one connection, in the order in which they are sent, and checks the replies. */
export interface Signer {
  /** Writes the signature into a request; gives the sequence number that its replies carry. */
  readonly sign: (request: Buffer) => number;
  readonly verifies: (reply: Buffer, sequence: number) => boolean;
  /** Whether the SESSION_SETUP_ANDX response that turned signing on is signed itself. */
  readonly verifiesSignOn: (reply: Buffer) => boolean;
}

/** Whether a server takes no unsigned request from a session that can sign; [MS-CIFS] 2.2.4.52.2. */
export function demandsSigning({ securityMode }: { readonly securityMode: number }): boolean {
  return (securityMode & securityModes.NEGOTIATE_SECURITY_SIGNATURES_REQUIRED) !== 0;
}

/** SecuritySignature of a message, whatever stands in that field now. */
export function signatureOf(macKey: Uint8Array, sequence: number, message: Buffer): Buffer {
  const numbered = Buffer.alloc(signatureSize);
  numbered.writeUInt32LE(sequence >>> 0);
  return createHash('md5')
    .update(macKey)
    .update(message.subarray(0, signatureAt))
    .update(numbered)
    .update(message.subarray(signatureAt + signatureSize))
    .digest()
    .subarray(0, signatureSize);
}

/**
 * A signer for the connection whose first session `macKey` comes from: the session key, and without extended security
 * the NT response behind it. Replies count one more than their requests, and the next request one more than that; only
 * an NT_CANCEL, which has no reply, leaves no number for one ([MS-CIFS] 3.2.4.1.3).
 */
export function createSigner(macKey: Uint8Array): Signer {
  let next = firstRequest;
  const verifies = (reply: Buffer, sequence: number): boolean =>
    signatureOf(macKey, sequence, reply).equals(reply.subarray(signatureAt, signatureAt + signatureSize));
  return {
    sign: (request) => {
      signatureOf(macKey, next, request).copy(request, signatureAt);
      const sequence = next;
      next += commandOf(request) === commands.SMB_COM_NT_CANCEL ? 1 : 2;
      return sequence + 1;
    },
    verifies,
    verifiesSignOn: (reply) => verifies(reply, signOnReply),
  };
}

/** What is wrong with a reply that does not verify: nobody signed it, or not as it came. */
export function signatureFault(reply: Buffer): ReplyFault {
  const signature = reply.toString('latin1', signatureAt, signatureAt + signatureSize);
  return {
    reason: noSignatures.includes(signature) ? 'not-signed' : 'bad-signature',
    field: 'SecuritySignature',
  };
}

/** Puts the signature of a message into another one, such as the blanked copy that a record keeps. */
export function copySignature(from: Buffer, to: Buffer): void {
  from.copy(to, signatureAt, signatureAt, signatureAt + signatureSize);
}
