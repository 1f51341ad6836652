import { systemClock } from '../../main/clock.ts';
import { connectTcp } from '../../main/net/tcp-connection.ts';
import type { FileHandles, Handles, Smb1Client } from '../../main/smb1/client.ts';
import { createSmb1Client } from '../../main/smb1/client.ts';
import { accessRights, createDispositions } from '../../main/smb1/codec/file-constants.ts';
import type { Smb2Client } from '../../main/smb2/client.ts';
import { createSmb2Client } from '../../main/smb2/client.ts';
import { smb2Dialects } from '../../main/smb2/codec/negotiate.ts';
import { negotiateSmb2 } from '../../main/smb2/negotiate.ts';
import type { Finding } from './case.ts';
import { mostBytes, thrown } from './case.ts';
import type { Chooser } from './choose.ts';
import { chooserFor } from './choose.ts';
import { growthOf } from './cost.ts';
import type { HostileCase, HostileListener } from './hostile-listener.ts';

const deadlineMs = 60;
/** How late a deadline may be noticed on a machine that has other work. */
const graceMs = 2_000;
const mostLegs = 4;
/** What a connection itself may cost, whatever comes over it. */
const perVisit = 4 * 1024 * 1024;

const user = { kind: 'user', domain: 'D', user: 'U', password: 'P' } as const;
const randomBytes = (count: number): Buffer => Buffer.alloc(count, 0x5a);

/** Lets the whole client talk to a hostile server over a socket: everything asked must end, in time. */
export async function runClientCase(listener: HostileListener, seed: number, number: number): Promise<Finding | null> {
  let { fault, its } = await visitOnce(listener, seed, number);
  // What is compiled or cached once is not in every reading: the same visit again, and again, tells.
  for (let again = 0; again < 2 && fault?.again === true; again += 1) {
    ({ fault, its } = await visitOnce(listener, seed, number));
  }
  return fault && { number, fault: fault.text, how: its.how, bytes: its.said.at(-1) ?? Buffer.alloc(0) };
}

interface Visit {
  readonly its: HostileCase;
  /** `again`: only what repeats itself counts. */
  readonly fault: { readonly text: string; readonly again: boolean } | null;
}

async function visitOnce(listener: HostileListener, seed: number, number: number): Promise<Visit> {
  const choose = chooserFor(seed, number);
  const its = listener.begin(choose);
  try {
    const { value: hung, bytes } = await growthOf(() => visit(listener.port, choose));
    if (hung !== null) return { its, fault: { text: hung, again: false } };
    if (bytes <= perVisit + mostBytes * its.said.length) return { its, fault: null };
    const text = `took ${String(bytes)} bytes of memory for ${String(its.said.length)} replies`;
    return { its, fault: { text, again: true } };
  } catch (error) {
    return { its, fault: { text: thrown(error), again: false } };
  }
}

/** Everything that a diagnosis asks, on one connection; what hung, or null. */
async function visit(port: number, choose: Chooser): Promise<string | null> {
  const { result } = await connectTcp({ address: '127.0.0.1', port, clock: systemClock, deadlineMs: graceMs });
  if (!result.ok) throw new Error(`the listener could not be reached: ${result.error.kind}`);
  const tcp = result.value;
  if (choose.chance(0.1)) {
    const dialogue = choose.one<'smb2' | 'multi-protocol'>(['smb2', 'multi-protocol']);
    const options = { dialogue, connection: 'c1', clock: systemClock, randomBytes, deadlineMs } as const;
    return timed('negotiateSmb2', 1, () => negotiateSmb2(tcp, options));
  }
  if (choose.chance(0.3)) {
    const client = createSmb2Client(tcp, { connection: 'c1', host: 'files.example', clock: systemClock, randomBytes });
    try {
      return await talkSmb2(client, choose);
    } finally {
      client.close();
    }
  }
  const client = createSmb1Client(tcp, {
    connection: 'c1',
    host: 'files.example',
    clock: systemClock,
    randomBytes,
    extendedSecurity: choose.chance(0.7),
    capStatus32: choose.chance(0.8),
  });
  try {
    return await talk(client, choose);
  } finally {
    client.close();
  }
}

async function talk(client: Smb1Client, choose: Chooser): Promise<string | null> {
  const options = { deadlineMs };
  let handles = { uid: 0x0801, tid: 0x1003 };
  const negotiating = client.negotiate(options);
  const late = await timed('negotiate', 1, () => negotiating);
  if (late !== null) return late;
  const negotiated = (await negotiating).result;
  if (!negotiated.ok || negotiated.value.kind !== 'nt-lm') return null;
  const parameters = negotiated.value;
  const credentials = choose.chance(0.7) ? user : ({ kind: 'anonymous' } as const);
  const steps: readonly Step[] = [
    ['signIn', mostLegs, () => client.signIn(parameters, credentials, options)],
    [
      'connectTree',
      1,
      async () => {
        const { result } = await client.connectTree(handles, 'IPC$', options);
        if (result.ok) handles = { ...handles, tid: result.value.tid };
      },
    ],
    ['echo', 1, () => client.echo({ ...options, count: 1 + choose.below(2) })],
    ['queryFsInfo', 1, () => client.queryFsInfo(handles, options)],
    ...(choose.chance(0.5) ? fileSteps(client, () => handles) : []),
    // At once, as after a stall: an echo while another request waits.
    ['both', 1, () => Promise.all([client.queryFsInfo(handles, options), client.echo(options)])],
    ['disconnectTree', 1, () => client.disconnectTree(handles, options)],
    ['logOff', 1, () => client.logOff(handles, options)],
  ];
  return takeSteps(steps);
}

type Step = readonly [name: string, legs: number, step: () => Promise<unknown>];

async function takeSteps(steps: readonly Step[]): Promise<string | null> {
  for (const [name, legs, step] of steps) {
    const hung = await timed(name, legs, step);
    if (hung !== null) return hung;
  }
  return null;
}

/** A file's life, and what else a server may be asked to work on. */
function fileSteps(client: Smb1Client, handles: () => Handles): readonly Step[] {
  const options = { deadlineMs };
  const path = '\\one.txt';
  let fid = 0x4001;
  const file = (): FileHandles => ({ ...handles(), fid });
  return [
    [
      'open',
      1,
      async () => {
        const access = accessRights.FILE_READ_DATA;
        const { result } = await client.open(handles(), path, {
          ...options,
          access,
          disposition: createDispositions.FILE_OPEN,
        });
        if (result.ok) ({ fid } = result.value);
      },
    ],
    ['write', 1, () => client.write(file(), { ...options, offset: 0n, data: Buffer.from('content') })],
    ['read', 1, () => client.read(file(), { ...options, offset: 0n, count: 100 })],
    ['flush', 1, () => client.flush(file(), options)],
    ['lockNothing', 1, () => client.lockNothing(file(), options)],
    ['watchDirectory', 1, () => client.watchDirectory(file(), options).ended],
    ['queryPathInfo', 1, () => client.queryPathInfo(handles(), path, options)],
    ['findFirst', 1, () => client.findFirst(handles(), '\\*', options)],
    ['findNext', 1, () => client.findNext(handles(), 1, options)],
    ['findClose', 1, () => client.findClose(handles(), 1, options)],
    ['closeFile', 1, () => client.closeFile(file(), options)],
    ['deleteFile', 1, () => client.deleteFile(handles(), path, options)],
  ];
}

async function talkSmb2(client: Smb2Client, choose: Chooser): Promise<string | null> {
  const options = { deadlineMs };
  const dialects = choose.chance(0.5) ? smb2Dialects : [choose.one(smb2Dialects)];
  const negotiating = client.negotiate({ ...options, dialects, offerEncryption: choose.chance(0.5) });
  const late = await timed('negotiate', 1, () => negotiating);
  if (late !== null) return late;
  const { result: negotiated } = await negotiating;
  if (!negotiated.ok) return null;
  let tree = { sessionId: 0x1234n, treeId: 1 };
  const credentials = choose.chance(0.7) ? user : ({ kind: 'anonymous' } as const);
  return takeSteps([
    [
      'signIn',
      mostLegs,
      async () => {
        const { result } = await client.signIn(negotiated.value, credentials, options);
        if (result.ok) tree = { ...tree, sessionId: result.value.sessionId };
      },
    ],
    [
      'connectTree',
      1,
      async () => {
        const { result } = await client.connectTree(tree, 'IPC$', options);
        if (result.ok) tree = { ...tree, treeId: result.value.treeId };
      },
    ],
    ['echo', 1, () => client.echo(tree, options)],
    ['both', 1, () => Promise.all([client.connectTree(tree, 'IPC$', options), client.echo(tree, options)])],
    ['disconnectTree', 1, () => client.disconnectTree(tree, options)],
    ['logOff', 1, () => client.logOff(tree, options)],
  ]);
}

/** Waits for what must end by itself, in a deadline for each leg and some grace. */
async function timed(name: string, legs: number, step: () => Promise<unknown>): Promise<string | null> {
  const limit = legs * deadlineMs + graceMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hang = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, limit, `${name} did not end within ${String(limit)} ms`);
  });
  try {
    return await Promise.race([step().then(() => null), hang]);
  } finally {
    clearTimeout(timer);
  }
}
