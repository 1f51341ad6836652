/** Takes the secrets out of security tokens that somebody else made, so that they may be recorded. */
import { decodeElements, tags } from './der.ts';
import { blankAuthenticateMessage, messageTypeOf } from './ntlmssp.ts';

const maxElements = 64;
/** From the NegotiationToken down to the ticket's cipher in an AP-REQ ([RFC 4120] 5.5.1) it is a little over a dozen. */
const maxDepth = 24;
/** In an element's tag: it holds elements. */
const constructed = 0x20;
const authenticate = 3;

/**
 * A copy of the same length with every ticket, authenticator and NTLM response zeroed; what is around them stays
 * readable. What can't be read is zeroed whole.
 */
export function blankToken(token: Buffer): Buffer {
  const copy = Buffer.from(token);
  blank(copy, 0);
  return copy;
}

/** Blanks a token in place. */
function blank(bytes: Buffer, depth: number): void {
  const type = messageTypeOf(bytes);
  if (type === authenticate) blankAuthenticateMessage(bytes).copy(bytes);
  if (type === null) blankElements(bytes, depth);
}

/**
 * Every octet string goes, unless it holds a token. A GSS-API token's TOK_ID, [RFC 4121] 4.1, which is no DER, happens to
 * read as an empty element: 01 00.
 */
function blankElements(bytes: Buffer, depth: number): void {
  const elements = decodeElements(bytes, maxElements);
  if (!elements.ok || depth === maxDepth) {
    bytes.fill(0);
    return;
  }
  for (const { tag, content } of elements.value) {
    const isToken = content[0] === tags.application || messageTypeOf(content) !== null;
    if ((tag & constructed) !== 0 || (tag === tags.octetString && isToken)) blank(content, depth + 1);
    else if (tag === tags.octetString) content.fill(0);
  }
}
