import { success } from '../../app/model/result.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { Head } from './codec/header.ts';
import { commands } from './codec/header.ts';
import type { QueryFsInfoResponse } from './codec/trans2-query-fs-info.ts';
import {
  decodeQueryFsInfoResponse,
  encodeQueryFsInfoRequest,
  SMB_QUERY_FS_SIZE_INFO,
} from './codec/trans2-query-fs-info.ts';
import type { TreeConnectResponse } from './codec/tree-connect-andx.ts';
import {
  anyService,
  decodeTreeConnectResponse,
  encodeTreeConnectRequest,
  TREE_CONNECT_ANDX_EXTENDED_RESPONSE,
} from './codec/tree-connect-andx.ts';
import { decodeTreeDisconnect, encodeTreeDisconnectRequest } from './codec/tree-disconnect.ts';
import type { Multiplexer } from './multiplexer.ts';
import { readReply } from '../net/reply.ts';

/** An open share. */
export interface Tree extends TreeConnectResponse {
  readonly tid: number;
  readonly uid: number;
  readonly share: string;
}

/** Room for the answer, far more than the level needs; what smbclient asks with. */
const maxDataCount = 560;

/** SMB_COM_TREE_CONNECT_ANDX to `\\host\share`, [MS-CIFS] 3.2.4.2.5. */
export function connectTree(
  multiplexer: Multiplexer,
  head: Head,
  { host, share }: { readonly host: string; readonly share: string },
  options: ExchangeOptions,
): Promise<Exchanged<Tree>> {
  return multiplexer.exchange(
    {
      series: 'smb1.tree-connect',
      command: commands.SMB_COM_TREE_CONNECT_ANDX,
      mid: head.mid,
      message: encodeTreeConnectRequest(head, {
        flags: TREE_CONNECT_ANDX_EXTENDED_RESPONSE,
        password: Buffer.alloc(1),
        path: `\\\\${host}\\${share}`,
        service: anyService,
      }),
      take: (message, header) => {
        const decoded = readReply(decodeTreeConnectResponse(message, header));
        return decoded.ok ? success({ ...decoded.value, tid: header.tid, uid: head.uid, share }) : decoded;
      },
    },
    options,
  );
}

/** TRANS2_QUERY_FS_INFORMATION, [MS-CIFS] 3.2.4.26, for the UID and TID in `head`. */
export function queryFsInfo(
  multiplexer: Multiplexer,
  head: Head,
  options: ExchangeOptions,
): Promise<Exchanged<QueryFsInfoResponse>> {
  return multiplexer.exchange(
    {
      series: 'smb1.query-fs-info',
      command: commands.SMB_COM_TRANSACTION2,
      mid: head.mid,
      message: encodeQueryFsInfoRequest(head, { informationLevel: SMB_QUERY_FS_SIZE_INFO, maxDataCount }),
      take: (message, header) => readReply(decodeQueryFsInfoResponse(message, header)),
    },
    options,
  );
}

/** SMB_COM_TREE_DISCONNECT, [MS-CIFS] 3.2.4.24, for the UID and TID in `head`. */
export function disconnectTree(
  multiplexer: Multiplexer,
  head: Head,
  options: ExchangeOptions,
): Promise<Exchanged<null>> {
  return multiplexer.exchange(
    {
      series: 'smb1.tree-disconnect',
      command: commands.SMB_COM_TREE_DISCONNECT,
      mid: head.mid,
      message: encodeTreeDisconnectRequest(head),
      take: (_message, header) => readReply(decodeTreeDisconnect(header)),
    },
    options,
  );
}
