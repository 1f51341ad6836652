import { failure } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Outgoing as AnyOutgoing, Multiplexer as AnyMultiplexer } from '../net/multiplexer.ts';
import { createMultiplexer as createAnyMultiplexer } from '../net/multiplexer.ts';
import type { ReplyFault } from '../net/reply.ts';
import { readReply } from '../net/reply.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import type { Header } from './codec/header.ts';
import { decodeHeader, fieldAt, headerSize, isSmb2, writeMessageId } from './codec/header.ts';
import type { Signer } from './signing.ts';

/** What a request has besides: what signs it, if anything. Its MessageId it gets when it is sent. */
interface Signable {
  readonly signer: Signer | null;
}

/** A request that is ready to go, and how its reply is read. */
export type Outgoing<Reply> = AnyOutgoing<Reply, Header> & Signable;

/**
 * Sends requests in the order of their MessageIds and matches replies by them. No request is sent without a credit
 * ([MS-SMB2] 3.2.4.1.2); the rest wait until the server grants more.
 */
export type Multiplexer = AnyMultiplexer<Header, Signable>;

/** A request on its way. */
interface Sent extends Signable {
  readonly id: number;
}

/** Enough to have several requests under way, little for any server. */
const wantedCredits = 64;
/** A server that grants more than it may is not counted with beyond this. */
const mostCredits = 8_192;

const STATUS_PENDING = 0x00000103;

/** A server that knows the session no more has no key for it either ([MS-SMB2] 3.3.5.2.9): Samba leaves a wrong signature. */
const STATUS_USER_SESSION_DELETED = 0xc0000203;

/** Puts a multiplexer over a TCP connection. `connection` names it in records. */
export function createMultiplexer(
  tcp: TcpConnection,
  options: { readonly connection: string; readonly clock: Clock },
): Multiplexer {
  let credits = 1;
  let nextId = 0;

  return createAnyMultiplexer<Header, Signable, Sent>(tcp, options, {
    decode: (message) => (isSmb2(message) ? readReply(decodeHeader(message)) : failure({ reason: 'wrong-protocol' })),
    idOf: (header) => header.messageId,
    hasRoom: () => credits > 0,
    seal: ({ message, recorded, signer }) => {
      const id = nextId;
      nextId += 1;
      credits -= 1;
      message.writeUInt16LE(Math.max(1, wantedCredits - credits), fieldAt.creditRequest);
      writeMessageId(message, id);
      signer?.sign(message);
      if (recorded !== undefined) message.copy(recorded, 0, 0, headerSize);
      return { id, signer };
    },
    isInterim: (header) => {
      credits = Math.min(mostCredits, credits + header.credits);
      return isInterim(header);
    },
    faultOf: (message, header, { signer }) => (signer === null ? null : signatureFault(message, header, signer)),
    unasked: (_message, { messageId }) =>
      messageId === -1 || (messageId >= 0 && messageId < nextId) ? 'unsolicited' : 'unknown',
  });
}

/** "The answer will come later", [MS-SMB2] 3.2.5.1.5. */
function isInterim(header: Header): boolean {
  return header.async && header.status === STATUS_PENDING;
}

/** [MS-SMB2] 3.2.5.1.3. */
function signatureFault(message: Buffer, header: Header, signer: Signer): ReplyFault | null {
  if (isInterim(header) || header.status === STATUS_USER_SESSION_DELETED) return null;
  if (header.signed) return signer.verifies(message) ? null : { reason: 'bad-signature', field: 'Signature' };
  return { reason: 'not-signed', field: 'Signature' };
}
