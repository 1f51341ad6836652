import { parseArgs } from 'node:util';
import type { Finding } from './case.ts';
import { thrown } from './case.ts';
import { runClientCase } from './client-case.ts';
import { runCodecCase } from './codec-case.ts';
import { startHostileListener } from './hostile-listener.ts';

/**
 * npm run fuzz -- [--seconds N] [--seed S] [--cases N] [--case K]
 *
 * Codec cases first, three quarters of the time or exactly `--cases`, then whole clients before a hostile server for the
 * rest. `--case` runs one case again, both ways. Exit code 1 when anything was found.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    cases: { type: 'string' },
    case: { type: 'string' },
  },
});

const shareOfCodec = 0.75;
const mostFindings = 10;
/** Cases between two looks at the clock. */
const stride = 200;

/** The result of this program goes to standard output. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return Number(text);
}

const seed = whole('seed', values.seed);
const seconds = whole('seconds', values.seconds);
const exactly = values.cases === undefined ? null : whole('cases', values.cases);
const only = values.case === undefined ? null : whole('case', values.case);
const findings: { readonly part: string; readonly finding: Finding }[] = [];
const note = (part: string, finding: Finding | null): void => {
  if (finding !== null) findings.push({ part, finding });
};
let running = -1;
// A promise that nobody waits for must not fail either.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    note('client', { number: running, fault: thrown(error), how: [event], bytes: Buffer.alloc(0) });
  });
}

function fuzzCodec(untilMs: number): number {
  let number = 0;
  const goesOn = (): boolean => (exactly === null ? performance.now() < untilMs : number < exactly);
  while (goesOn() && findings.length < mostFindings) {
    for (let turn = 0; turn < stride && number !== exactly; turn += 1, number += 1)
      note('codec', runCodecCase(seed, number));
  }
  return number;
}

async function fuzzClient(untilMs: number): Promise<number> {
  const listener = await startHostileListener();
  let number = 0;
  try {
    for (; performance.now() < untilMs && findings.length < mostFindings; number += 1) {
      running = number;
      note('client', await runClientCase(listener, seed, number));
    }
    return number;
  } finally {
    await listener.stop();
  }
}

async function again(number: number): Promise<void> {
  note('codec', runCodecCase(seed, number));
  const listener = await startHostileListener();
  running = number;
  note('client', await runClientCase(listener, seed, number));
  await listener.stop();
}

const began = performance.now();
if (only === null) {
  const codec = fuzzCodec(began + seconds * 1000 * shareOfCodec);
  const codecMs = performance.now() - began;
  const clients = await fuzzClient(performance.now() + seconds * 1000 * (1 - shareOfCodec));
  print(`seed ${String(seed)}: ${String(codec)} codec cases in ${(codecMs / 1000).toFixed(1)} s`);
  print(`seed ${String(seed)}: ${String(clients)} clients before a hostile server`);
} else {
  await again(only);
}
for (const { part, finding } of findings) {
  print(`\n${part}, case ${String(finding.number)} (${finding.how.join(', ')}): ${finding.fault}`);
  print(`  again: npm run fuzz -- --seed ${String(seed)} --case ${String(finding.number)}`);
  print(`  said: ${finding.bytes.subarray(0, 256).toString('hex')} (${String(finding.bytes.length)} bytes)`);
}
print(findings.length === 0 ? 'Nothing found.' : `\n${String(findings.length)} found.`);
process.exitCode = findings.length === 0 ? 0 : 1;
