import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import { decodeEchoResponse, encodeEchoRequest } from './codec/echo.ts';
import type { Head, Header } from './codec/header.ts';
import { commands } from './codec/header.ts';
import type { Multiplexer } from './multiplexer.ts';
import type { ReplyFault } from '../net/reply.ts';
import { readReply } from '../net/reply.ts';

/** Echoes, in the order in which they came. Fewer than asked for when the deadline passed after the first. */
export interface EchoReply {
  readonly asked: number;
  readonly replies: readonly { readonly sequence: number; readonly ms: number }[];
}

export interface EchoOptions extends ExchangeOptions {
  /** How many replies one request asks for; default 1, at least 1. */
  readonly count?: number;
  /** What is echoed; default 16 bytes. */
  readonly data?: Uint8Array;
  /** Default 0: servers then look at no session. */
  readonly uid?: number;
}

const defaultData = Buffer.from('session-doctor-1');

/** SMB_COM_ECHO, [MS-CIFS] 3.2.4.23. Each reply is timed from the one request. */
export function echo(multiplexer: Multiplexer, head: Head, options: EchoOptions): Promise<Exchanged<EchoReply>> {
  const asked = options.count ?? 1;
  const data = options.data === undefined ? defaultData : Buffer.from(options.data);
  const replies: { sequence: number; ms: number }[] = [];
  const take = (message: Buffer, header: Header, ms: number): Result<EchoReply, ReplyFault> | null => {
    const echoed = readReply(decodeEchoResponse(message, header));
    if (!echoed.ok) return echoed;
    if (!echoed.value.data.equals(data)) return failure({ reason: 'echo-data' });
    const sequence = echoed.value.sequenceNumber;
    if (sequence !== replies.length + 1) return failure({ reason: 'echo-sequence', field: 'SequenceNumber' });
    replies.push({ sequence, ms });
    return replies.length < asked ? null : success({ asked, replies });
  };
  return multiplexer.exchange(
    {
      series: 'smb1.echo',
      command: commands.SMB_COM_ECHO,
      mid: head.mid,
      message: encodeEchoRequest(head, { echoCount: asked, data }),
      take,
      partial: () => ({ asked, replies }),
    },
    options,
  );
}
