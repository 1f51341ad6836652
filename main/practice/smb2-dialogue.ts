import { smb311, smb2Dialects } from '../smb2/codec/negotiate.ts';
import { decodeFourBytes, encodeFourBytes } from '../smb2/codec/four-bytes.ts';
import type { Header } from '../smb2/codec/header.ts';
import { commands, decodeHeader } from '../smb2/codec/header.ts';
import { decodeTreeConnectRequest, encodeTreeConnectResponse, shareTypes } from '../smb2/codec/tree-connect.ts';
import { noPreauthHash, preauthHash } from '../smb2/signing.ts';
import { shares } from './names.ts';
import type { Reaction } from './reaction.ts';
import { close, reply } from './reaction.ts';
import { chooseSmb2Dialect, encodeSmb2NegotiateAnswer } from './smb2-negotiate.ts';
import { setUpSmb2Session } from './smb2-session-setup.ts';
import type { Smb2Request, Smb2State } from './smb2-request.ts';
import { refuseSmb2, signedReply } from './smb2-request.ts';
import type { ServerParts } from './state.ts';

const maxTrees = 16;
const mostCredits = 64;
/** FILE_GENERIC_READ and FILE_GENERIC_EXECUTE, [MS-SMB2] 2.2.13.1.1. */
const maximalAccess = 0x001200a9;

/** The SMB2 side of one connection's talk; `onEcho` is told of each echo that is answered. */
export function createSmb2Dialogue(parts: ServerParts, onEcho: () => void): (message: Buffer) => Reaction {
  const state: Smb2State = {
    dialect: 0,
    preauthHash: noPreauthHash,
    sessions: new Map(),
    trees: new Map(),
    lastId: 0,
  };
  return (message) => {
    const header = decodeHeader(message);
    if (!header.ok || header.value.reply) return close;
    const request = requestOf(message, header.value, state);
    if (header.value.command === commands.NEGOTIATE) return negotiate(request, state, parts);
    if (!smb2Dialects.some((dialect) => dialect === state.dialect)) return close;
    if (header.value.command === commands.SESSION_SETUP) return setUpSmb2Session(request, state, parts);
    return answer(request, state, onEcho);
  };
}

function requestOf(message: Buffer, header: Header, { sessions }: Smb2State): Smb2Request {
  const { creditCharge, messageId, treeId, sessionId } = header;
  const credits = Math.min(mostCredits, Math.max(1, header.credits));
  const head = { creditCharge, credits, messageId, treeId, sessionId };
  return { message, header, head, session: sessions.get(sessionId) };
}

/** As the first message, or after the multi-protocol one; once. */
function negotiate({ message, head }: Smb2Request, state: Smb2State, parts: ServerParts): Reaction {
  const dialect = state.dialect === 0 ? chooseSmb2Dialect(message) : null;
  if (dialect === null) return close;
  const response = encodeSmb2NegotiateAnswer(dialect, parts, head.messageId);
  state.dialect = dialect;
  if (dialect === smb311) state.preauthHash = preauthHash(preauthHash(noPreauthHash, message), response);
  return reply(response);
}

function answer(request: Smb2Request, state: Smb2State, onEcho: () => void): Reaction {
  const { header, message, head, session } = request;
  const { command, signed, sessionId } = header;
  if (session === undefined || session.signedInAs === null) {
    if (command !== commands.ECHO) return refuseSmb2(request, 'userSessionDeleted');
  } else if (signed && session.signer?.verifies(message) === false) return refuseSmb2(request, 'accessDenied');
  if (command === commands.TREE_CONNECT) return connectTree(request, state);
  // What a server answers that does not know FSCTL_VALIDATE_NEGOTIATE_INFO, [MS-SMB2] 3.3.5.15.
  if (command === commands.IOCTL) return refuseSmb2(request, 'invalidDeviceRequest');
  if (command !== commands.ECHO && command !== commands.LOGOFF && command !== commands.TREE_DISCONNECT) {
    return refuseSmb2(request, 'notImplemented');
  }
  if (!decodeFourBytes(message).ok) return close;
  if (command === commands.ECHO) onEcho();
  if (command === commands.LOGOFF) state.sessions.delete(sessionId);
  if (command === commands.TREE_DISCONNECT && !closeTree(state, header))
    return refuseSmb2(request, 'networkNameDeleted');
  return signedReply(request, encodeFourBytes(command, 'response', head));
}

function closeTree({ trees }: Smb2State, { treeId, sessionId }: Header): boolean {
  return trees.get(treeId)?.sessionId === sessionId && trees.delete(treeId);
}

function connectTree(request: Smb2Request, state: Smb2State): Reaction {
  const path = decodeTreeConnectRequest(request.message);
  if (!path.ok) return close;
  const name = path.value.slice(path.value.lastIndexOf('\\') + 1).toUpperCase();
  const share = shares.find((one) => one.name.toUpperCase() === name);
  if (share === undefined) return refuseSmb2(request, 'badNetworkName');
  if (request.session?.signedInAs === 'anonymous' && !share.anonymous) return refuseSmb2(request, 'accessDenied');
  if (state.trees.size >= maxTrees) return refuseSmb2(request, 'insufficientResources');
  state.lastId += 1;
  const treeId = state.lastId;
  state.trees.set(treeId, { sessionId: request.header.sessionId, share: share.name });
  const shareType = share.service === 'IPC' ? shareTypes.SMB2_SHARE_TYPE_PIPE : shareTypes.SMB2_SHARE_TYPE_DISK;
  const response = { shareType, shareFlags: 0, capabilities: 0, maximalAccess };
  return signedReply(request, encodeTreeConnectResponse({ ...request.head, treeId }, response));
}
