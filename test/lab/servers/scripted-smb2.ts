import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from '../sockets.ts';
import { commandOf, createFrameCutter } from './frames.ts';
import {
  challengeReply,
  emptyReply,
  negotiateReply,
  sessionReply,
  smb2Commands,
  statusReply,
  treeReply,
} from './smb2-replies.ts';

/** One request, with what the fake knows of where it came from. */
export interface Smb2Request {
  readonly command: number;
  readonly sessionId: bigint;
  /** Without its frame. */
  readonly message: Buffer;
  /** From 1, in order of opening. */
  readonly connection: number;
  /** From 1: how many of this command have come on this connection. */
  readonly nth: number;
}

/** Frames to send back, or how the connection ends. */
export type Smb2Answer = readonly Buffer[] | 'fin' | 'rst';

/** What the fake does differently from a plain server that lets anybody in, as nobody. */
export interface Smb2Script {
  /** Those that it serves; all from 2.0.2 to 3.1.1 unless given. */
  readonly dialects?: readonly number[];
  /** 16 bytes, by connection. */
  readonly serverGuid?: (connection: number) => Buffer;
  /** ServerStartTime, by connection; none is told unless given. */
  readonly startTime?: (connection: number) => Date;
  /** Its clock. */
  readonly now?: () => Date;
  /** Ends a sign-in whose ClientGuid another open connection uses with another dialect ([MS-SMB2] 3.3.5.5.3). */
  readonly oneDialectForEachClient?: boolean;
  /** What is done instead; undefined leaves the request to the fake. */
  readonly instead?: (request: Smb2Request) => Smb2Answer | undefined;
}

export interface ScriptedSmb2 {
  readonly port: number;
  /** All that came in SMB2, in order. */
  readonly requests: () => readonly Smb2Request[];
  readonly stop: () => Promise<void>;
}

interface Connection {
  readonly number: number;
  readonly socket: Socket;
  /** Sign-ins that wait for their last leg. */
  readonly begun: Set<bigint>;
  readonly sessions: Set<bigint>;
  readonly counts: Map<number, number>;
  clientGuid: string;
  dialect: number;
}

const allDialects = [0x0202, 0x0210, 0x0300, 0x0302, 0x0311] as const;
/** To which the rule of one dialect does not apply. */
const smb202 = 0x0202;
const STATUS_NOT_SUPPORTED = 0xc00000bb;
const STATUS_USER_SESSION_DELETED = 0xc0000203;

/** Starts a fake SMB2 server, which says what real ones can't be made to say. It signs nothing. */
export async function startScriptedSmb2(script: Smb2Script = {}): Promise<ScriptedSmb2> {
  const open = new Set<Connection>();
  const requests: Smb2Request[] = [];
  let connections = 0;
  let lastSession = 0x5000n;

  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    const connection: Connection = {
      number: connections,
      socket,
      begun: new Set(),
      sessions: new Set(),
      counts: new Map(),
      clientGuid: '',
      dialect: 0,
    };
    open.add(connection);
    socket.on('error', () => undefined).once('close', () => open.delete(connection));
    const cutter = createFrameCutter();
    socket.on('data', (chunk) => {
      for (const frame of cutter.push(chunk)) act(socket, take(connection, frame));
    });
  });

  /** SMB1 is off here, as on servers of today. */
  function take(connection: Connection, frame: Buffer): Smb2Answer {
    if (commandOf(frame) !== 'smb2') return 'fin';
    const message = Buffer.from(frame.subarray(4));
    const command = message.readUInt16LE(12);
    const nth = (connection.counts.get(command) ?? 0) + 1;
    connection.counts.set(command, nth);
    const sessionId = message.readBigUInt64LE(40);
    const request = { command, sessionId, message, connection: connection.number, nth };
    requests.push(request);
    return script.instead?.(request) ?? [answer(connection, request)];
  }

  function answer(connection: Connection, { command, sessionId, message }: Smb2Request): Buffer {
    if (command === smb2Commands.negotiate) return negotiate(connection, message);
    if (command === smb2Commands.sessionSetup) return signIn(connection, sessionId, message);
    if (command === smb2Commands.echo) return emptyReply(message);
    if (!connection.sessions.has(sessionId)) return statusReply(message, STATUS_USER_SESSION_DELETED);
    if (command === smb2Commands.treeConnect) return treeReply(message);
    if (command === smb2Commands.logoff) connection.sessions.delete(sessionId);
    return emptyReply(message);
  }

  function negotiate(connection: Connection, message: Buffer): Buffer {
    const offered = Array.from({ length: message.readUInt16LE(66) }, (_, at) => message.readUInt16LE(100 + 2 * at));
    const dialect = (script.dialects ?? allDialects).findLast((one) => offered.includes(one));
    if (dialect === undefined) return statusReply(message, STATUS_NOT_SUPPORTED);
    connection.clientGuid = message.toString('hex', 76, 92);
    connection.dialect = dialect;
    return negotiateReply(message, {
      dialect,
      serverGuid: script.serverGuid?.(connection.number) ?? Buffer.alloc(16, 0x11),
      systemTime: script.now?.() ?? new Date(),
      startTime: script.startTime?.(connection.number) ?? null,
    });
  }

  function signIn(connection: Connection, sessionId: bigint, message: Buffer): Buffer {
    const { begun, sessions } = connection;
    if (begun.delete(sessionId)) {
      if (script.oneDialectForEachClient === true && isKnownOtherwise(connection)) {
        return statusReply(message, STATUS_USER_SESSION_DELETED);
      }
      sessions.add(sessionId);
      return sessionReply(message);
    }
    if (sessionId !== 0n && !sessions.has(sessionId)) return statusReply(message, STATUS_USER_SESSION_DELETED);
    if (sessionId === 0n) lastSession += 1n;
    const named = sessionId === 0n ? lastSession : sessionId;
    begun.add(named);
    return challengeReply(message, named);
  }

  function isKnownOtherwise({ clientGuid, dialect }: Connection): boolean {
    if (dialect === smb202) return false;
    return [...open].some(
      (other) => other.clientGuid === clientGuid && other.dialect !== dialect && other.dialect !== smb202,
    );
  }

  const port = await listenOnLoopback(server);
  return {
    port,
    requests: () => requests,
    stop: async () => {
      for (const { socket } of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function act(socket: Socket, answer: Smb2Answer): void {
  if (answer === 'rst') socket.resetAndDestroy();
  else if (answer === 'fin') socket.end();
  else for (const frame of answer) socket.write(frame);
}
