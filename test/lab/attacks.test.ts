import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { causesOf, diagnose } from './diagnose.ts';
import { echoReply, endless, keepAlive, oplockBreak, replyTo, several } from './servers/attacks.ts';
import { defaultScript, negotiateAnswer, noAnswer, securityModes } from './servers/scripted-replies.ts';
import { startScriptedSmb2 } from './servers/scripted-smb2.ts';
import { emptyReply, smb2Commands, statusReply } from './servers/smb2-replies.ts';
import { startScriptedSmb1, type Answer, type Script } from './servers/scripted-smb1.ts';
import { listenOnLoopback } from './sockets.ts';

const deadlineMs = 400;
/** Three exchanges left without an answer one after another, and a machine with other work. */
const longestMs = 3 * deadlineMs + 4_000;
const at = (port: number): readonly string[] => [
  `127.0.0.1:${String(port)}`,
  '--samples',
  '5',
  '--deadline',
  String(deadlineMs / 1000),
];

/** The verdict of a whole diagnosis before an attacker, which has to be there in time. */
async function verdictOn(script: Script): Promise<string> {
  const server = await startScriptedSmb1(script);
  try {
    const seen = await diagnose(at(server.port));
    expect(seen.report.durationMs).toBeLessThan(longestMs);
    expect(seen.report.checks.map(({ outcome }) => outcome)).not.toContain('failed');
    const [verdict] = seen.report.findings;
    return [verdict?.cause, verdict?.detail ?? []].flat().join(', ');
  } finally {
    await server.stop();
  }
}

/** A message that the frame makes as long as any that is taken. */
const longest = Buffer.concat([Buffer.from('0001ffff', 'hex'), Buffer.from('ff534d42', 'hex')]);
const drop = Buffer.from([0]);

describe('slow drip', () => {
  test('of a huge message instead of the negotiate', async () => {
    const pieces = function* () {
      yield longest;
      yield* endless(() => drop);
    };
    expect(await verdictOn({ negotiate: () => ({ pieces: pieces(), everyMs: 100 }) })).toBe(
      'negotiate-no-answer, partial',
    );
  });

  test('of a legal echo, too slow for the deadline', async () => {
    const echo: Answer = (request) => ({ pieces: bytesOf(echoReply(request)), everyMs: 100 });
    expect(await verdictOn({ echo })).toBe('connection-stalled, partial');
  });

  test('of legal echoes, within the deadline', async () => {
    const echo: Answer = (request) => ({ pieces: bytesOf(echoReply(request)), everyMs: 1 });
    expect(await verdictOn({ echo })).toBe('healthy, anonymous');
  });

  test('behind a length larger than any message', async () => {
    const pieces = [Buffer.from('00ffffff', 'hex'), ...Array<Buffer>(100).fill(drop)];
    expect(await verdictOn({ negotiate: () => ({ pieces, everyMs: 100 }) })).toBe('protocol-violation, frame-too-long');
  });
});

describe('floods', () => {
  const flood =
    (piece: Buffer): Answer =>
    () => ({ pieces: endless(() => several(piece, 500)) });

  test('of keep-alives, and no answer', async () => {
    expect(await verdictOn({ echo: flood(keepAlive) })).toBe('protocol-violation, flood');
  });

  test('of keep-alives, instead of the negotiate', async () => {
    expect(await verdictOn({ negotiate: flood(keepAlive), smb2: flood(keepAlive) })).toBe('protocol-violation, flood');
  });

  test('of oplock breaks, and no answer', async () => {
    const echo: Answer = (request) => ({ pieces: endless(() => several(oplockBreak(request), 500)) });
    expect(await verdictOn({ echo })).toBe('protocol-violation, flood');
  });

  test('of answers to requests that were never sent', async () => {
    const echo: Answer = (request) => ({ pieces: endless(() => replyTo(request, { mid: 0x7fff })) });
    expect(await verdictOn({ echo })).toBe('protocol-violation, unknown-mid');
  });

  test('of answers to another process', async () => {
    const echo: Answer = (request) => ({ pieces: endless(() => replyTo(request, { pid: 0x1234 })) });
    expect(await verdictOn({ echo })).toBe('protocol-violation, wrong-pid');
  });

  test('of echoes without end, to one that asked for one', async () => {
    const echo: Answer = (request) => ({ pieces: endless(() => several(echoReply(request), 5_000)) });
    expect(await verdictOn({ echo })).toBe('protocol-violation, flood');
  });

  test('of late answers, while the run asks what else is answered', async () => {
    let late: Buffer = Buffer.alloc(0);
    const script: Script = {
      transaction2: (request) => {
        late = several(replyTo(request), 500);
        return [];
      },
      echo: (request) => {
        const answered = echoReply(request);
        return late.length === 0 ? [answered] : { pieces: endless(() => late) };
      },
    };
    expect(await verdictOn(script)).toBe('protocol-violation, flood');
  });
});

describe('what nobody asked for, but not without end, harms nobody', () => {
  test.each([
    ['keep-alives', () => several(keepAlive, 500)],
    ['oplock breaks', (request: Buffer) => several(oplockBreak(request), 500)],
    ['echoes over and over', (request: Buffer) => several(echoReply(request), 500)],
  ])('%s', async (_what, make) => {
    const echo: Answer = (request) => [make(request), echoReply(request), make(request)];
    expect(await verdictOn({ echo })).toBe('healthy, anonymous');
  });

  test('late answers, behind an echo', async () => {
    let late: Buffer = Buffer.alloc(0);
    const script: Script = {
      transaction2: (request) => {
        late = several(replyTo(request), 500);
        return [];
      },
      echo: (request) => [echoReply(request), late],
    };
    expect(await verdictOn(script)).toBe('server-stalled');
  });
});

describe('floods in SMB2', () => {
  const tooMany = 25_000;

  test.each([
    ['keep-alives', () => keepAlive],
    ['promises of a later answer', pending],
    ['answers over and over', (request: Buffer) => emptyReply(request)],
  ])('of %s', async (_what, make) => {
    const server = await startScriptedSmb2({
      instead: ({ command, message }) =>
        command === smb2Commands.echo ? [several(make(message), tooMany), emptyReply(message)] : undefined,
    });
    try {
      const { report } = await diagnose(at(server.port));
      const broken = report.observations.filter(({ kind }) => kind === 'protocol-violation');
      expect(broken).toEqual([expect.objectContaining({ reason: 'flood' })]);
      expect(report.findings.map(({ cause }) => cause)).toContain('protocol-violation');
      expect(report.durationMs).toBeLessThan(longestMs);
    } finally {
      await server.stop();
    }
  });

  /** STATUS_PENDING, asynchronous: [MS-SMB2] 3.3.4.2. */
  function pending(request: Buffer): Buffer {
    const frame = statusReply(request, 0x00000103);
    frame.writeUInt32LE(frame.readUInt32LE(4 + 16) | 0x02, 4 + 16);
    return frame;
  }
});

describe('half-open connections', () => {
  let server: Server | undefined;
  const open = new Set<Socket>();
  afterEach(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => (server ?? createServer()).close(resolve));
  });

  /** Accepts, and then does only what it is told. */
  function accepting(then: (socket: Socket) => void): Promise<number> {
    server = createServer({ allowHalfOpen: true }, (socket) => {
      open.add(socket);
      socket.on('error', () => undefined).once('close', () => open.delete(socket));
      then(socket);
    });
    return listenOnLoopback(server);
  }

  test.each([
    ['nothing at all', () => undefined, 'negotiate-no-answer'],
    ['an end of its own half', (socket: Socket) => socket.end(), 'smb1-refused'],
    ['half a frame and an end', (socket: Socket) => socket.end(longest), 'smb1-refused'],
    ['half a frame', (socket: Socket) => socket.write(longest), 'negotiate-no-answer'],
    ['a reset', (socket: Socket) => socket.resetAndDestroy(), 'smb1-refused'],
  ])('%s', async (_what, then, cause) => {
    const seen = await diagnose(at(await accepting(then)));
    expect(causesOf(seen)).toEqual([cause]);
    expect(seen.report.durationMs).toBeLessThan(longestMs);
  });

  test('an end of its half behind the sign-in', async () => {
    expect(await verdictOn({ treeConnect: () => 'fin' })).toBe('connection-reset, fin');
  });
});

test('a server that answers as NetBIOS where SMB was asked for is named as one', async () => {
  const negative: Answer = () => [Buffer.from('8300000182', 'hex')];
  const server = await startScriptedSmb1({ negotiate: negative, smb2: negative });
  try {
    const { report } = await diagnose(at(server.port));
    expect(report.findings[0]).toMatchObject({ cause: 'protocol-violation', detail: 'netbios-session-message' });
    expect(report.findings[0]?.next).toContain('port 139');
  } finally {
    await server.stop();
  }
});

test('a server that takes requests and never answers one is given up in time', async () => {
  const negotiate = negotiateAnswer(securityModes.userLevel);
  const silent: Script = Object.fromEntries(Object.keys(defaultScript).map((command) => [command, noAnswer]));
  expect(await verdictOn({ ...silent, negotiate })).toBe('connection-stalled, all');
});

function bytesOf(frame: Buffer): readonly Buffer[] {
  return [...frame].map((byte) => Buffer.from([byte]));
}
