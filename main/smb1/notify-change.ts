import { success } from '../../app/model/result.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { Head } from './codec/header.ts';
import { commands } from './codec/header.ts';
import { encodeNtCancelRequest } from './codec/nt-cancel.ts';
import {
  decodeNotifyChangeResponse,
  encodeNotifyChangeRequest,
  FILE_NOTIFY_CHANGE_DIR_NAME,
} from './codec/nt-transact-notify-change.ts';
import type { Multiplexer } from './multiplexer.ts';
import { readReply } from '../net/reply.ts';

/** A request that waits at the server until something happens, or until it is cancelled. */
export interface Watch {
  readonly ended: Promise<Exchanged<WatchEnd>>;
  /** Sends SMB_COM_NT_CANCEL for it, which no response follows ([MS-CIFS] 2.2.4.65): `ended` tells what came of it. */
  readonly cancel: () => void;
}

export type WatchEnd = 'changed' | 'cancelled';

const STATUS_CANCELLED = 0xc0000120;
const maxParameterCount = 1_024;

/**
 * NT_TRANSACT_NOTIFY_CHANGE, [MS-CIFS] 3.2.4.39 and 2.2.7.4, for folders made or removed right in the open directory
 * `fid`.
 */
export function watchDirectory(multiplexer: Multiplexer, head: Head, fid: number, options: ExchangeOptions): Watch {
  const ended = multiplexer.exchange<WatchEnd>(
    {
      series: 'smb1.notify-change',
      command: commands.SMB_COM_NT_TRANSACT,
      mid: head.mid,
      message: encodeNotifyChangeRequest(head, {
        fid,
        completionFilter: FILE_NOTIFY_CHANGE_DIR_NAME,
        maxParameterCount,
      }),
      alsoTakes: STATUS_CANCELLED,
      take: (message, header) => {
        if (header.status !== 0) return success('cancelled');
        const decoded = readReply(decodeNotifyChangeResponse(message, header));
        return decoded.ok ? success('changed') : decoded;
      },
    },
    options,
  );
  return {
    ended,
    cancel: () => {
      multiplexer.post(encodeNtCancelRequest(head));
    },
  };
}
