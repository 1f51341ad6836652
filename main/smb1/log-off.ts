import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { Head } from './codec/header.ts';
import { commands } from './codec/header.ts';
import { decodeLogoffResponse, encodeLogoffRequest } from './codec/logoff-andx.ts';
import type { Multiplexer } from './multiplexer.ts';
import { readReply } from '../net/reply.ts';

/** SMB_COM_LOGOFF_ANDX, [MS-CIFS] 3.2.4.25, for the UID in `head`. */
export function logOff(multiplexer: Multiplexer, head: Head, options: ExchangeOptions): Promise<Exchanged<null>> {
  return multiplexer.exchange(
    {
      series: 'smb1.logoff',
      command: commands.SMB_COM_LOGOFF_ANDX,
      mid: head.mid,
      message: encodeLogoffRequest(head),
      take: (_message, header) => readReply(decodeLogoffResponse(header)),
    },
    options,
  );
}
