import { decodeEchoRequest, encodeEchoResponse } from '../smb1/codec/echo.ts';
import { commands } from '../smb1/codec/header.ts';
import { decodeLogoffRequest, encodeLogoffResponse } from '../smb1/codec/logoff-andx.ts';
import {
  decodeQueryFsInfoRequest,
  encodeQueryFsInfoResponse,
  SMB_QUERY_FS_SIZE_INFO,
} from '../smb1/codec/trans2-query-fs-info.ts';
import { trans2, trans2SubcommandOf } from '../smb1/codec/transaction2.ts';
import {
  anyService,
  decodeTreeConnectRequest,
  encodeTreeConnectResponse,
  TREE_CONNECT_ANDX_EXTENDED_RESPONSE,
} from '../smb1/codec/tree-connect-andx.ts';
import { decodeTreeDisconnect, encodeTreeDisconnectResponse } from '../smb1/codec/tree-disconnect.ts';
import { fileHandlers, findFirst, queryPath } from './files.ts';
import { shares } from './names.ts';
import type { Handler } from './handler.ts';
import { close, reply } from './reaction.ts';
import { refuse } from './refusals.ts';
import { setUpSession } from './session-setup.ts';
import { nextId } from './state.ts';

const maxTrees = 16;
/** One request may ask for so many bytes of echoes. */
const maxEchoBytes = 131_072;
/** FILE_ALL_ACCESS and FILE_GENERIC_READ, [MS-CIFS] 2.2.1.4.1. */
const accessRights = { maximal: 0x001f01ff, guestMaximal: 0x00120089 } as const;
/** 465.8 GiB in clusters of 4 KiB, a little more than a third of it free. */
const volume = {
  totalAllocationUnits: 122_096_383n,
  totalFreeAllocationUnits: 45_207_118n,
  sectorsPerAllocationUnit: 8,
  bytesPerSector: 512,
} as const;

const trans2Handlers: Readonly<Record<number, Handler>> = {
  [trans2.TRANS2_QUERY_FS_INFORMATION]: (request) => {
    const asked = decodeQueryFsInfoRequest(request.message, request.header);
    if (!asked.ok) return close;
    if (asked.value.informationLevel !== SMB_QUERY_FS_SIZE_INFO) return refuse(request, 'invalidLevel');
    return reply(encodeQueryFsInfoResponse(request.head, volume));
  },
  [trans2.TRANS2_QUERY_PATH_INFORMATION]: queryPath,
  [trans2.TRANS2_FIND_FIRST2]: findFirst,
};

/** What the server does about each command after NEGOTIATE; the session was checked before. */
export const handlers: Readonly<Partial<Record<number, Handler>>> = {
  [commands.SMB_COM_SESSION_SETUP_ANDX]: setUpSession,

  [commands.SMB_COM_ECHO]: (request, state) => {
    const asked = decodeEchoRequest(request.message, request.header);
    if (!asked.ok) return close;
    const { echoCount, data } = asked.value;
    if (echoCount * (data.length + 64) > maxEchoBytes) return refuse(request, 'insufficientResources');
    state.echoes += 1;
    const sequence = Array.from({ length: echoCount }, (_, index) => index + 1);
    return reply(...sequence.map((sequenceNumber) => encodeEchoResponse(request.head, { sequenceNumber, data })));
  },

  [commands.SMB_COM_TREE_CONNECT_ANDX]: (request, state) => {
    const asked = decodeTreeConnectRequest(request.message, request.header);
    if (!asked.ok) return close;
    const { path, service, flags } = asked.value;
    const name = path.slice(path.lastIndexOf('\\') + 1).toUpperCase();
    const share = shares.find((one) => one.name.toUpperCase() === name);
    if (share === undefined) return refuse(request, 'badNetworkName');
    if (service !== anyService && service !== share.service) return refuse(request, 'badDeviceType');
    const isNobody = state.sessions.get(request.head.uid)?.signedInAs === 'anonymous';
    if (isNobody && !share.anonymous) return refuse(request, 'accessDenied');
    const tid = state.trees.size < maxTrees ? nextId(state) : null;
    if (tid === null) return refuse(request, 'insufficientResources');
    state.trees.set(tid, share.name);
    const wantsRights = (flags & TREE_CONNECT_ANDX_EXTENDED_RESPONSE) !== 0;
    const response = { ...share, optionalSupport: 1, accessRights: wantsRights ? accessRights : null };
    return reply(encodeTreeConnectResponse({ ...request.head, tid }, response));
  },

  [commands.SMB_COM_TRANSACTION2]: (request, state, parts) => {
    const subcommand = trans2SubcommandOf(request.message, request.header);
    if (!subcommand.ok) return close;
    const handle = trans2Handlers[subcommand.value];
    if (handle === undefined) return refuse(request, 'notImplemented');
    const share = state.trees.get(request.head.tid);
    if (share === undefined) return refuse(request, 'badTid');
    // Pipes lie on no volume.
    return share === 'IPC$' ? refuse(request, 'accessDenied') : handle(request, state, parts);
  },

  ...fileHandlers,

  [commands.SMB_COM_TREE_DISCONNECT]: (request, state) => {
    if (!decodeTreeDisconnect(request.header).ok) return close;
    if (!state.trees.delete(request.head.tid)) return refuse(request, 'badTid');
    return reply(encodeTreeDisconnectResponse(request.head));
  },

  [commands.SMB_COM_LOGOFF_ANDX]: (request, state) => {
    if (!decodeLogoffRequest(request.header).ok) return close;
    state.sessions.delete(request.head.uid);
    return reply(encodeLogoffResponse(request.head));
  },
};
