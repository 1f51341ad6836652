import { spawnSync } from 'node:child_process';
import { programPath } from '../lab/programs.ts';
import { startSamba } from '../lab/servers/samba.ts';
import { startEcho } from './echo.ts';
import { median } from './median.ts';
import { startPingPong } from './ping-pong.ts';
import { impacketEcho, timeReport } from './programs.ts';

/** Both ends on one processor: across two, the wake-up costs more than all that is measured. */
const cpu = 0;
const rounds = 9;
const perRound = { pingPong: 2000, echo: 2000, impacket: 300 } as const;
const limits = { echoToPingPong: 1.6, impacketToEcho: 8 } as const;

/** One line of the table; `met` is left out where there is no limit. */
interface Line {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
  readonly met?: boolean;
}

/** What one round measured, in milliseconds. */
interface Turn {
  readonly pingPong: number;
  readonly echo: number;
  readonly impacket: number;
  readonly report: number;
}

/** Measures everything in turns, so that a busy moment of the machine meets all alike, and compares within each turn. */
async function measure(): Promise<readonly Line[]> {
  const samba = await startSamba({ cpu });
  const pingPong = await startPingPong();
  const echo = await startEcho(samba.port);
  try {
    await pingPong.measure(perRound.pingPong);
    await echo.measure(perRound.echo);
    const turns: Turn[] = [];
    for (let round = 0; round < rounds; round++) {
      turns.push({
        pingPong: await pingPong.measure(perRound.pingPong),
        echo: await echo.measure(perRound.echo),
        impacket: await impacketEcho(samba.port, perRound.impacket),
        report: await timeReport(samba.port),
      });
    }
    const ofTurns = (pick: (turn: Turn) => number): number => median(turns.map(pick));
    const echoToPingPong = ofTurns((turn) => turn.echo / turn.pingPong);
    const impacketToEcho = ofTurns((turn) => turn.impacket / turn.echo);
    return [
      { what: 'TCP ping-pong, Node, p50', value: microseconds(ofTurns((turn) => turn.pingPong)), limit: '' },
      { what: 'SMB1 echo, p50', value: microseconds(ofTurns((turn) => turn.echo)), limit: '' },
      { what: "SMB1 echo, impacket's client, p50", value: microseconds(ofTurns((turn) => turn.impacket)), limit: '' },
      {
        what: 'echo to ping-pong',
        value: echoToPingPong.toFixed(2),
        limit: `at most ${limits.echoToPingPong}`,
        met: echoToPingPong <= limits.echoToPingPong,
      },
      {
        what: "impacket's echo to ours",
        value: impacketToEcho.toFixed(1),
        limit: `at least ${limits.impacketToEcho}`,
        met: impacketToEcho >= limits.impacketToEcho,
      },
      { what: 'start to JSON report, healthy', value: `${ofTurns((turn) => turn.report).toFixed(0)} ms`, limit: '' },
    ];
  } finally {
    echo.stop();
    await pingPong.stop();
    await samba.stop();
  }
}

function microseconds(ms: number): string {
  return `${(ms * 1000).toFixed(1)} µs`;
}

function print(lines: readonly Line[]): void {
  for (const { what, value, limit, met } of lines) {
    const verdict = met === undefined ? '' : met ? 'met' : 'MISSED';
    console.log(`${what.padEnd(36)}${value.padStart(10)}  ${limit.padEnd(14)}${verdict}`.trimEnd());
  }
}

/** Runs this program again, bound to one processor with all that it starts; gives its exit code. */
function bindAndRepeat(): number {
  const command = ['-c', String(cpu), process.execPath, ...process.argv.slice(1, 2), '--bound'];
  return spawnSync(programPath('taskset'), command, { stdio: 'inherit' }).status ?? 1;
}

if (process.argv.includes('--bound')) {
  const lines = await measure();
  print(lines);
  process.exitCode = lines.some(({ met }) => met === false) ? 1 : 0;
} else {
  process.exitCode = bindAndRepeat();
}
