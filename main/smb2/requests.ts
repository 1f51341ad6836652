/** The requests of a session that are done with one exchange: trees, echo, log-off. */
import { success } from '../../app/model/result.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import { readReply } from '../net/reply.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import { decodeFourBytes, encodeFourBytes } from './codec/four-bytes.ts';
import type { Head } from './codec/header.ts';
import { commands } from './codec/header.ts';
import type { TreeConnectResponse } from './codec/tree-connect.ts';
import { decodeTreeConnectResponse, encodeTreeConnectRequest } from './codec/tree-connect.ts';
import type { Multiplexer } from './multiplexer.ts';
import type { Signer } from './signing.ts';

/** An open share. */
export interface Smb2Tree extends TreeConnectResponse {
  readonly sessionId: bigint;
  readonly treeId: number;
  readonly share: string;
}

/** By what and in whose name a request is sent. */
export interface Sender {
  readonly multiplexer: Multiplexer;
  readonly head: Head;
  readonly signer: Signer | null;
}

/** TREE_CONNECT to `\\host\share`, [MS-SMB2] 3.2.4.2.4. */
export function connectTree(
  { multiplexer, head, signer }: Sender,
  { host, share }: { readonly host: string; readonly share: string },
  options: ExchangeOptions,
): Promise<Exchanged<Smb2Tree>> {
  return multiplexer.exchange(
    {
      series: 'smb2.tree-connect',
      command: commands.TREE_CONNECT,
      message: encodeTreeConnectRequest(head, `\\\\${host}\\${share}`),
      signer,
      take: (message, { treeId }) => {
        const decoded = readReply(decodeTreeConnectResponse(message));
        return decoded.ok ? success({ ...decoded.value, sessionId: head.sessionId, treeId, share }) : decoded;
      },
    },
    options,
  );
}

/** ECHO, [MS-SMB2] 3.2.4.26. */
export function echo(sender: Sender, options: ExchangeOptions): Promise<Exchanged<null>> {
  return askFourBytes(sender, 'smb2.echo', commands.ECHO, options);
}

/** TREE_DISCONNECT, [MS-SMB2] 3.2.4.22. */
export function disconnectTree(sender: Sender, options: ExchangeOptions): Promise<Exchanged<null>> {
  return askFourBytes(sender, 'smb2.tree-disconnect', commands.TREE_DISCONNECT, options);
}

/** LOGOFF, [MS-SMB2] 3.2.4.23. */
export function logOff(sender: Sender, options: ExchangeOptions): Promise<Exchanged<null>> {
  return askFourBytes(sender, 'smb2.logoff', commands.LOGOFF, options);
}

function askFourBytes(
  { multiplexer, head, signer }: Sender,
  series: SeriesId,
  command: number,
  options: ExchangeOptions,
): Promise<Exchanged<null>> {
  return multiplexer.exchange(
    {
      series,
      command,
      message: encodeFourBytes(command, 'request', head),
      signer,
      take: (message) => readReply(decodeFourBytes(message)),
    },
    options,
  );
}
