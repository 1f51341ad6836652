import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { frameMessage } from '../../main/net/nbss-framer.ts';
import { commandOf, createFrameCutter } from '../lab/servers/frames.ts';
import { listenOnLoopback } from '../lab/sockets.ts';
import type { CaptureName } from '../main/captures.ts';
import { captureNames, readCapture } from '../main/captures.ts';
import type { Chooser } from './choose.ts';
import { goldenAnswers, goldenReplies, goldenSmb2Answers } from './golden.ts';
import { breakMessage, split } from './mutators.ts';

/** A server on loopback that answers with what real servers said, and from some request on with broken answers. */
export interface HostileListener {
  readonly port: number;
  /** Begins a new case: what the next connections meet is up to `choose`. */
  readonly begin: (choose: Chooser) => HostileCase;
  readonly stop: () => Promise<void>;
}

/** What the listener did in one case. */
export interface HostileCase {
  readonly how: string[];
  readonly said: Buffer[];
}

const keepAlive = Buffer.from([0x85, 0, 0, 0]);
const smb1Captures = captureNames.filter((name) => !name.startsWith('09') && !name.startsWith('10'));
const answersOf = new Map<CaptureName, readonly Buffer[]>(
  captureNames.map((name) => [
    name,
    readCapture(name).messages.flatMap(({ from, message }) => (from === 'server' ? [message] : [])),
  ]),
);
export async function startHostileListener(): Promise<HostileListener> {
  const open = new Set<Socket>();
  let begun: { readonly choose: Chooser; readonly its: HostileCase } | null = null;
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    if (begun !== null) converse(socket, begun.choose, begun.its);
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    begin: (choose) => {
      for (const socket of open) socket.destroy();
      const its: HostileCase = { how: [], said: [] };
      begun = { choose, its };
      return its;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(socket: Socket, choose: Chooser, its: HostileCase): void {
  const cutter = createFrameCutter();
  const name = smb1Captures[choose.below(smb1Captures.length)] ?? '01-anonymous-extsec';
  const asked = new Map<string, number>();
  const goodAnswers = choose.below(10);
  let answered = 0;
  const say = (bytes: Buffer): void => {
    its.said.push(bytes);
    for (const chunk of split(bytes, choose)) if (socket.writable) socket.write(chunk);
  };
  socket.on('data', (chunk) => {
    for (const request of cutter.push(chunk)) {
      // A reset after an orderly end leaves a handle that Node waits for as it exits.
      if (!socket.writable) return;
      const command = commandOf(request);
      const question = command === 'smb2' ? `smb2 ${String(smb2CommandOf(request))}` : String(command);
      const before = asked.get(question) ?? 0;
      asked.set(question, before + 1);
      const answers = command === 'smb2' ? smb2AnswersTo(request) : answersTo(name, command);
      const golden = aimed(answers[before] ?? answers[choose.below(answers.length)] ?? anyAnswer, request);
      answered += 1;
      if (answered <= goodAnswers || choose.chance(0.3)) {
        say(frameMessage(golden));
        continue;
      }
      if (choose.chance(0.1)) say(keepAlive);
      const { message, how } = breakMessage(golden, choose, goldenReplies);
      its.how.push(...how);
      const frame = frameMessage(message);
      if (choose.chance(0.05)) frame[choose.below(4)] = choose.below(256);
      say(frame);
      if (choose.chance(0.1)) say(frame);
      // What is broken often leaves the client waiting; the end spares most of that time.
      if (choose.chance(0.7)) socket.end();
      else if (choose.chance(0.2)) socket.resetAndDestroy();
    }
  });
}

const anyAnswer = goldenReplies[0] ?? Buffer.alloc(0);

/** What the real server of a capture said to such requests, in order, or what some server did. */
function answersTo(name: CaptureName, command: number | undefined): readonly Buffer[] {
  if (command === undefined) return [];
  const own = (answersOf.get(name) ?? []).filter((message) => message[0] === 0xff && message[4] === command);
  return own.length > 0 ? own : goldenAnswers(command);
}

function smb2CommandOf(request: Buffer): number {
  return request.length < 4 + 14 ? 0 : request.readUInt16LE(4 + 12);
}

/** A multi-protocol NEGOTIATE names no command of SMB2: what is read as one falls to NEGOTIATE. */
function smb2AnswersTo(request: Buffer): readonly Buffer[] {
  const answers = goldenSmb2Answers(smb2CommandOf(request));
  return answers.length > 0 ? answers : goldenSmb2Answers(0);
}

/** The reply with the MID and PID of the question, so that it is looked into; an echo with the data that was sent. */
function aimed(reply: Buffer, request: Buffer): Buffer {
  const copy = Buffer.from(reply);
  if (copy[0] === 0xfe && request.length >= 4 + 32 && copy.length >= 32) request.copy(copy, 24, 4 + 24, 4 + 32);
  if (copy[0] !== 0xff || request.length < 36 || copy.length < 32) return copy;
  request.copy(copy, 24 + 2, 4 + 26, 4 + 28);
  request.copy(copy, 30, 4 + 30, 4 + 32);
  if (copy[4] !== 0x2b) return copy;
  const data = request.subarray(4 + 37);
  const echo = Buffer.concat([copy.subarray(0, 32), Buffer.from([1, 1, 0, 0, 0]), data]);
  echo.writeUInt16LE(data.length, 35);
  return echo;
}
