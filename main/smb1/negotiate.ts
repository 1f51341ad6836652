import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import type { Head } from './codec/header.ts';
import { commands, protocolOf } from './codec/header.ts';
import type { NegotiateResponse, NtLmNegotiateResponse } from './codec/negotiate.ts';
import { decodeNegotiateResponse, encodeNegotiateRequest, ntLm012 } from './codec/negotiate.ts';
import type { Multiplexer } from './multiplexer.ts';
import type { ReplyFault } from '../net/reply.ts';
import { readReply } from '../net/reply.ts';

/** An SMB1 NEGOTIATE answered in another language. `bytes` is what came, without its frame where it had one. */
export type NotSmb1 =
  | { readonly kind: 'smb2-answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'not-smb'; readonly bytes: Uint8Array };

/** What a server that was asked for NT LM 0.12 says: its parameters, or that it does not speak it. */
export type NegotiateReply = NtLmNegotiateResponse | { readonly kind: 'no-dialect'; readonly wordCount: 0 | 1 };

/** SMB_COM_NEGOTIATE with NT LM 0.12 alone, [MS-CIFS] 3.2.4.2.2. */
export async function negotiate(
  multiplexer: Multiplexer,
  head: Head,
  options: ExchangeOptions,
): Promise<Exchanged<NegotiateReply, ExchangeFailure | NotSmb1>> {
  const exchanged = await multiplexer.exchange<NegotiateReply>(
    {
      series: 'smb1.negotiate',
      command: commands.SMB_COM_NEGOTIATE,
      mid: head.mid,
      message: encodeNegotiateRequest(head, { dialects: [ntLm012] }),
      take: (message, header) => expected(readReply(decodeNegotiateResponse(message, header))),
    },
    options,
  );
  return inOtherWords(exchanged);
}

/** Only one dialect was offered, so an answer that names any other contradicts the question. */
function expected(decoded: Result<NegotiateResponse, ReplyFault>): Result<NegotiateReply, ReplyFault> {
  if (!decoded.ok) return decoded;
  const { value } = decoded;
  if (value.kind === 'lan-manager') return failure({ reason: 'wrong-dialect', field: 'WordCount' });
  if (value.kind === 'nt-lm' && value.dialectIndex !== 0) {
    return failure({ reason: 'wrong-dialect', field: 'DialectIndex' });
  }
  return success(value);
}

/** Tells "not SMB at all" and "SMB2" from an SMB1 server that breaks its own protocol. */
function inOtherWords(exchanged: Exchanged<NegotiateReply>): Exchanged<NegotiateReply, ExchangeFailure | NotSmb1> {
  const { result, record } = exchanged;
  if (result.ok || result.error.kind !== 'protocol-violation') return exchanged;
  const { reason, bytes } = result.error;
  if (reason !== 'wrong-protocol' && reason !== 'framing') return exchanged;
  if (reason === 'wrong-protocol' && protocolOf(Buffer.from(bytes)) === 'smb2') {
    return { result: failure({ kind: 'smb2-answer', bytes }), record: { ...record, outcome: 'answered' } };
  }
  return { result: failure({ kind: 'not-smb', bytes }), record };
}
