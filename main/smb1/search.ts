import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import { decodeEmptyResponse } from './codec/empty-response.ts';
import { encodeFindClose2Request } from './codec/find-close2.ts';
import type { Head } from './codec/header.ts';
import { commands } from './codec/header.ts';
import type { FindFirst2Response } from './codec/trans2-find-first2.ts';
import {
  decodeFindFirst2Response,
  encodeFindFirst2Request,
  SMB_FIND_FILE_BOTH_DIRECTORY_INFO,
} from './codec/trans2-find-first2.ts';
import type { FindNext2Response } from './codec/trans2-find-next2.ts';
import {
  decodeFindNext2Response,
  encodeFindNext2Request,
  SMB_FIND_CONTINUE_FROM_LAST,
} from './codec/trans2-find-next2.ts';
import type { QueryPathInfoResponse } from './codec/trans2-query-path-info.ts';
import {
  decodeQueryPathInfoResponse,
  encodeQueryPathInfoRequest,
  SMB_QUERY_FILE_ALL_INFO,
} from './codec/trans2-query-path-info.ts';
import type { Multiplexer } from './multiplexer.ts';
import { readReply } from '../net/reply.ts';

/** How a folder is searched. */
export interface FindOptions extends ExchangeOptions {
  /** Bits of `fileAttributes`: what is found besides ordinary files. Default none. */
  readonly attributes?: number;
  /** Most entries to be given, at least 1. Default 1. */
  readonly count?: number;
  /** Bits of `findFlags`. Default none: the search stays open until FIND_CLOSE2. */
  readonly flags?: number;
}

/** Room for the answers, well inside every server's buffer, so that they come in one part. */
const maxDataCount = 4_096;

/** TRANS2_QUERY_PATH_INFORMATION, [MS-CIFS] 2.2.6.6, of `path` ("\folder\file", from the share's root). */
export function queryPathInfo(
  multiplexer: Multiplexer,
  head: Head,
  path: string,
  options: ExchangeOptions,
): Promise<Exchanged<QueryPathInfoResponse>> {
  return multiplexer.exchange(
    {
      series: 'smb1.query-path-info',
      command: commands.SMB_COM_TRANSACTION2,
      mid: head.mid,
      message: encodeQueryPathInfoRequest(head, {
        informationLevel: SMB_QUERY_FILE_ALL_INFO,
        maxDataCount,
        fileName: path,
      }),
      take: (message, header) => readReply(decodeQueryPathInfoResponse(message, header)),
    },
    options,
  );
}

/**
 * TRANS2_FIND_FIRST2, [MS-CIFS] 2.2.6.2, for `pattern` ("\folder\*", from the share's root). Nothing found is a status of
 * the server's (STATUS_NO_SUCH_FILE).
 */
export function findFirst(
  multiplexer: Multiplexer,
  head: Head,
  pattern: string,
  options: FindOptions,
): Promise<Exchanged<FindFirst2Response>> {
  return multiplexer.exchange(
    {
      series: 'smb1.find-first',
      command: commands.SMB_COM_TRANSACTION2,
      mid: head.mid,
      message: encodeFindFirst2Request(head, {
        searchAttributes: options.attributes ?? 0,
        searchCount: options.count ?? 1,
        flags: options.flags ?? 0,
        informationLevel: SMB_FIND_FILE_BOTH_DIRECTORY_INFO,
        maxDataCount,
        fileName: pattern,
      }),
      take: (message, header) => readReply(decodeFindFirst2Response(message, header)),
    },
    options,
  );
}

/** TRANS2_FIND_NEXT2, [MS-CIFS] 2.2.6.3: one more entry of a search that is still open; its status tells whether it is. */
export function findNext(
  multiplexer: Multiplexer,
  head: Head,
  sid: number,
  options: ExchangeOptions,
): Promise<Exchanged<FindNext2Response>> {
  return multiplexer.exchange(
    {
      series: 'smb1.find-next',
      command: commands.SMB_COM_TRANSACTION2,
      mid: head.mid,
      message: encodeFindNext2Request(head, {
        sid,
        searchCount: 1,
        informationLevel: SMB_FIND_FILE_BOTH_DIRECTORY_INFO,
        resumeKey: 0,
        flags: SMB_FIND_CONTINUE_FROM_LAST,
        maxDataCount,
        fileName: '',
      }),
      take: (message, header) => readReply(decodeFindNext2Response(message, header)),
    },
    options,
  );
}

/** SMB_COM_FIND_CLOSE2, [MS-CIFS] 2.2.4.48: ends a search that is still open. */
export function findClose(
  multiplexer: Multiplexer,
  head: Head,
  sid: number,
  options: ExchangeOptions,
): Promise<Exchanged<null>> {
  return multiplexer.exchange(
    {
      series: 'smb1.find-close',
      command: commands.SMB_COM_FIND_CLOSE2,
      mid: head.mid,
      message: encodeFindClose2Request(head, { sid }),
      take: (_message, header) => readReply(decodeEmptyResponse(header)),
    },
    options,
  );
}
