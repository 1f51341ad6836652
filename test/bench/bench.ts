import { spawnSync } from 'node:child_process';
import { programPath } from '../lab/programs.ts';
import { sambaVariants, startSamba } from '../lab/servers/samba.ts';
import { startBareEcho } from './bare-echo.ts';
import { startEcho } from './echo.ts';
import { median } from './median.ts';
import { startPingPong } from './ping-pong.ts';
import { impacketEcho, reportOn, timeReport } from './programs.ts';
import { captureHindrance, startWireTimes } from './wire-times.ts';

/** Both ends on one processor: across two, the wake-up costs more than all that is measured. */
const cpu = 0;
const rounds = 9;
/** Loops that are compared take turns many times in a round, so that a moment's drift meets all alike. */
const blocks = 10;
const perBlock = 200;
const impacketEchoes = 300;
/** All of them are in a report: it holds 1,000 of a series. */
const timedEchoes = 800;
const limits = { toPingPong: 1.6, toBare: 1.2, signed: 1.5, fromImpacket: 8, offTheWireMs: 0.04 } as const;

/** One line of the table; `met` is left out where there is no limit, or where nothing could be measured. */
interface Line {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
  readonly met?: boolean;
}

/** What one round measured, in milliseconds. */
interface Turn {
  readonly pingPong: number;
  readonly bare: number;
  readonly echo: number;
  readonly signed: number;
  readonly impacket: number;
  readonly report: number;
}

interface Loop {
  readonly measure: (count: number) => Promise<number>;
}

/** The median of each loop's blocks, which took turns. */
async function takeTurns<Name extends string>(loops: Readonly<Record<Name, Loop>>): Promise<Record<Name, number>> {
  const names = Object.keys(loops) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let block = 0; block < blocks; block++) {
    for (const name of names) times.get(name)?.push(await loops[name].measure(perBlock));
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

/** Measures everything in turns, so that a busy moment of the machine meets all alike, and compares within each turn. */
async function measure(): Promise<readonly Line[]> {
  const samba = await startSamba({ cpu });
  const signing = await startSamba({ cpu, settings: sambaVariants.signingMandatory });
  const loops = {
    pingPong: await startPingPong(),
    bare: await startBareEcho(samba.port),
    echo: await startEcho(samba.port),
    signed: await startEcho(signing.port, { name: signing.user, password: signing.password }),
  };
  try {
    await takeTurns(loops);
    const turns: Turn[] = [];
    for (let round = 0; round < rounds; round++) {
      turns.push({
        ...(await takeTurns(loops)),
        impacket: await impacketEcho(samba.port, impacketEchoes),
        report: await timeReport(samba.port),
      });
    }
    return [...lines(turns), await wireLine(samba.port)];
  } finally {
    loops.bare.stop();
    loops.echo.stop();
    loops.signed.stop();
    await loops.pingPong.stop();
    await signing.stop();
    await samba.stop();
  }
}

function lines(turns: readonly Turn[]): readonly Line[] {
  const ofTurns = (pick: (turn: Turn) => number): number => median(turns.map(pick));
  const time = (what: string, pick: (turn: Turn) => number): Line => ({
    what,
    value: microseconds(ofTurns(pick)),
    limit: '',
  });
  const ratio = (what: string, limit: number, pick: (turn: Turn) => number): Line => {
    const value = ofTurns(pick);
    return { what, value: value.toFixed(2), limit: `at most ${String(limit)}`, met: value <= limit };
  };
  const fromImpacket = ofTurns((turn) => turn.impacket / turn.echo);
  return [
    time('TCP ping-pong, Node, p50', (turn) => turn.pingPong),
    time('SMB1 echo, bare frames, p50', (turn) => turn.bare),
    time('SMB1 echo, p50', (turn) => turn.echo),
    time('SMB1 echo, signed, p50', (turn) => turn.signed),
    time("SMB1 echo, impacket's client, p50", (turn) => turn.impacket),
    ratio('echo to bare frames', limits.toBare, (turn) => turn.echo / turn.bare),
    ratio('echo to ping-pong', limits.toPingPong, (turn) => turn.echo / turn.pingPong),
    ratio('signed to unsigned', limits.signed, (turn) => turn.signed / turn.echo),
    {
      what: "impacket's echo to ours",
      value: fromImpacket.toFixed(1),
      limit: `at least ${String(limits.fromImpacket)}`,
      met: fromImpacket >= limits.fromImpacket,
    },
    {
      what: 'start to JSON report, healthy',
      value: `${ofTurns((turn) => turn.report).toFixed(0)} ms`,
      limit: '',
    },
  ];
}

/** How far the times in a report are from those that tshark finds between the same packets, at p50. */
async function wireLine(port: number): Promise<Line> {
  const what = 'report to wire, off by, p50';
  const hindrance = captureHindrance();
  if (hindrance !== null) return { what, value: 'skipped', limit: hindrance };
  const wire = await startWireTimes(port);
  try {
    const { samples } = await reportOn(port, '--samples', String(timedEchoes));
    const reported = (samples['smb1.echo'] ?? []).map(([, ms]) => ms ?? Infinity);
    const seen = await wire.of(timedEchoes);
    if (reported.length !== seen.length) {
      throw new Error(`the report has ${String(reported.length)} echoes, the wire ${String(seen.length)}`);
    }
    const off = median(reported.map((ms, index) => Math.abs(ms - (seen[index] ?? Infinity))));
    const limit = `at most ${microseconds(limits.offTheWireMs)}`;
    return { what, value: microseconds(off), limit, met: off <= limits.offTheWireMs };
  } finally {
    await wire.stop();
  }
}

function microseconds(ms: number): string {
  return `${(ms * 1000).toFixed(1)} µs`;
}

function print(table: readonly Line[]): void {
  for (const { what, value, limit, met } of table) {
    const verdict = met === undefined ? '' : met ? 'met' : 'MISSED';
    console.log(`${what.padEnd(36)}${value.padStart(10)}  ${limit.padEnd(18)}${verdict}`.trimEnd());
  }
}

/** Runs this program again, bound to one processor with all that it starts; gives its exit code. */
function bindAndRepeat(): number {
  const command = ['-c', String(cpu), process.execPath, ...process.argv.slice(1, 2), '--bound'];
  return spawnSync(programPath('taskset'), command, { stdio: 'inherit' }).status ?? 1;
}

if (process.argv.includes('--bound')) {
  const table = await measure();
  print(table);
  process.exitCode = table.some(({ met }) => met === false) ? 1 : 0;
} else {
  process.exitCode = bindAndRepeat();
}
