import { createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { listenOnLoopback } from '../sockets.ts';
import { smb1Commands } from './faults.ts';
import { commandOf, createFrameCutter } from './frames.ts';
import { defaultScript } from './scripted-replies.ts';

export type ScriptedCommand = keyof typeof smb1Commands;

/** Bytes that go out piece by piece, until they end or the connection does; as fast as they are taken, or in turns. */
export interface Outpour {
  readonly pieces: Iterable<Buffer>;
  readonly everyMs?: number;
}

/** What the fake does with one request (the frame as it came): what to send back, or an end of the connection. */
export type Answer = (request: Buffer) => readonly Buffer[] | Outpour | 'fin' | 'rst';

/** Answers by command; what is not given answers as a plain server without extended security would. */
export type Script = Partial<Readonly<Record<ScriptedCommand | 'smb2', Answer>>>;

/** A fake at the socket. */
export interface ScriptedServer {
  readonly port: number;
  /** The frames which came, in order, of all connections. */
  readonly requests: () => readonly Buffer[];
  readonly stop: () => Promise<void>;
}

/** Starts a fake that says what real servers cannot be made to say. */
export async function startScriptedSmb1(script: Script): Promise<ScriptedServer> {
  const open = new Set<Socket>();
  const requests: Buffer[] = [];
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    const cutter = createFrameCutter();
    let before = Promise.resolve();
    socket.on('data', (chunk) => {
      for (const frame of cutter.push(chunk)) {
        requests.push(Buffer.from(frame));
        const answer = answerFor(script, frame)(frame);
        // What pours out is not broken into: an answer waits for the end of the one before.
        before = before.then(() => act(socket, answer));
      }
    });
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    requests: () => requests,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerFor(script: Script, frame: Buffer): Answer {
  const command = commandOf(frame);
  const name = (Object.keys(smb1Commands) as ScriptedCommand[]).find((known) => smb1Commands[known] === command);
  const key = command === 'smb2' ? 'smb2' : name;
  return (key === undefined ? undefined : (script[key] ?? defaultScript[key])) ?? (() => 'fin');
}

async function act(socket: Socket, answer: ReturnType<Answer>): Promise<void> {
  if (answer === 'rst') socket.resetAndDestroy();
  else if (answer === 'fin') socket.end();
  else if ('pieces' in answer) await pour(socket, answer);
  else for (const frame of answer) socket.write(frame);
}

async function pour(socket: Socket, { pieces, everyMs }: Outpour): Promise<void> {
  for (const piece of pieces) {
    if (!socket.writable) return;
    if (!socket.write(piece)) await roomIn(socket);
    await (everyMs === undefined ? nextTurn() : delay(everyMs));
  }
}

function roomIn(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.on('drain', go).on('close', go);
  });
}
