import { encodeNegTokenInit, mechanisms } from '../ntlm/spnego.ts';
import { capabilities, flags2, securityModes } from '../smb1/codec/flags.ts';
import type { NegotiatedSecurity } from '../smb1/codec/negotiate.ts';
import { decodeNegotiateRequest, encodeNegotiateResponse, ntLm012 } from '../smb1/codec/negotiate.ts';
import { domainName, serverName } from './names.ts';
import type { Reaction } from './reaction.ts';
import { close, reply } from './reaction.ts';
import type { Request } from './request.ts';
import { encodeSmb2NegotiateAnswer } from './smb2-negotiate.ts';
import type { ConnectionState, ServerParts } from './state.ts';

const CAP_BASE =
  capabilities.CAP_UNICODE | capabilities.CAP_LARGE_FILES | capabilities.CAP_NT_SMBS | capabilities.CAP_STATUS32;
/** As Windows servers say it ([MS-CIFS] 2.2.4.52.2). */
const maxBufferSize = 16_644;

/** Dialect strings of the multi-protocol negotiate and what they lead to ([MS-SMB2] 3.3.5.3.1 and 3.3.5.3.2). */
const smb2Offers = [
  { dialect: 'SMB 2.???', answer: 0x02ff },
  { dialect: 'SMB 2.002', answer: 0x0202 },
] as const;

/**
 * Answers SMB_COM_NEGOTIATE. SMB1 is chosen before SMB2 where both are offered: past its negotiate this server speaks
 * nothing but SMB1.
 */
export function negotiate(request: Request, state: ConnectionState, parts: ServerParts): Reaction {
  const offered = decodeNegotiateRequest(request.message, request.header);
  if (!offered.ok || state.phase !== 'new') return close;
  const { dialects } = offered.value;
  const dialectIndex = dialects.indexOf(ntLm012);
  if (dialectIndex >= 0 && parts.behaviour.smb1 === 'served') return serveSmb1(request, state, parts, dialectIndex);
  const smb2 = smb2Offers.find(({ dialect }) => dialects.includes(dialect));
  if (smb2 !== undefined) {
    state.phase = 'smb2';
    return reply(encodeSmb2NegotiateAnswer(smb2.answer, parts));
  }
  if (parts.behaviour.smb1 === 'closed') return close;
  state.phase = 'no-dialect';
  return reply(encodeNegotiateResponse(request.head, { kind: 'no-dialect', wordCount: 1 }));
}

function serveSmb1(request: Request, state: ConnectionState, parts: ServerParts, dialectIndex: number): Reaction {
  const { clock, randomBytes, serverGuid } = parts;
  const extended = (request.header.flags2 & flags2.SMB_FLAGS2_EXTENDED_SECURITY) !== 0;
  const challenge = randomBytes(8);
  state.phase = 'smb1';
  state.security = extended ? { kind: 'extended' } : { kind: 'challenge', challenge };
  const security: NegotiatedSecurity = extended
    ? {
        kind: 'extended',
        serverGuid,
        blob: encodeNegTokenInit({ mechTypes: [mechanisms.ntlmssp], mechToken: null }),
      }
    : { kind: 'challenge', challenge, domainName, serverName };
  // The names of the older way are sent as Unicode, whatever the request said.
  const head = { ...request.head, flags2: request.head.flags2 | flags2.SMB_FLAGS2_UNICODE };
  return reply(
    encodeNegotiateResponse(head, {
      kind: 'nt-lm',
      dialectIndex,
      securityMode: securityModes.NEGOTIATE_USER_SECURITY | securityModes.NEGOTIATE_ENCRYPT_PASSWORDS,
      maxMpxCount: 50,
      maxNumberVcs: 1,
      maxBufferSize,
      maxRawSize: 65_536,
      sessionKey: 0,
      capabilities: (CAP_BASE | (extended ? capabilities.CAP_EXTENDED_SECURITY : 0)) >>> 0,
      systemTime: clock.now(),
      serverTimeZone: 0,
      security,
    }),
  );
}
