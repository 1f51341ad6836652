import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Credentials } from '../../main/smb1/client.ts';
import {
  failureOf,
  must,
  negotiated,
  patient,
  signedIn,
  startClientLab,
  type ClientLab,
  type ExpectedFailure,
} from './client-lab.ts';
import { describeWith } from './require.ts';
import { smb1Commands, type Fault, type FaultRule } from './servers/faults.ts';
import { startSamba, type Samba } from './servers/samba.ts';

const user: Credentials = { kind: 'user', domain: '', user: 'tester', password: 'Correct-Horse-7' };
const impatient = { deadlineMs: 300 } as const;
/** Only silence is worth a short wait: whatever comes from a loaded machine may come late. */
const waitFor = (expected: ExpectedFailure) => (expected.kind === 'deadline' ? impatient : patient);

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'the SMB1 client on a bad line to Samba', () => {
  let samba: Samba;
  let lab: ClientLab;
  beforeAll(async () => {
    samba = await startSamba();
    lab = await startClientLab(samba.port);
  });
  afterAll(async () => {
    await lab.stop();
    await samba.stop();
  });
  afterEach(() => {
    lab.proxy.setRules([]);
  });
  const onEcho = (fault: Fault): FaultRule => ({ fault, command: smb1Commands.echo });

  test.each<[string, Fault, ExpectedFailure]>([
    ['reset', { kind: 'rst' }, { kind: 'transport', end: { how: 'rst' } }],
    ['closed', { kind: 'fin' }, { kind: 'transport', end: { how: 'fin' } }],
    ['cut short', { kind: 'truncate', bytes: 20 }, { kind: 'transport', end: { how: 'fin' } }],
    ['swallowed', { kind: 'stall' }, { kind: 'deadline' }],
    ['dripping too slowly', { kind: 'drip', bytes: 5, intervalMs: 60 }, { kind: 'deadline' }],
    [
      'replaced by a banner',
      { kind: 'garbage', bytes: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') },
      violation('framing'),
    ],
    ['given another MID', { kind: 'wrong-mid' }, violation('unknown-mid')],
    ['given another command', { kind: 'corrupt', offset: 8, xor: 0x01 }, violation('wrong-command')],
    ['given another protocol', { kind: 'corrupt', offset: 4, xor: 0x01 }, violation('wrong-protocol')],
    ['without its reply flag', { kind: 'corrupt', offset: 13, xor: 0x80 }, violation('not-a-reply')],
    ['with other data', { kind: 'corrupt', offset: 44, xor: 0x01 }, violation('echo-data')],
    ['with a wrong count of words', { kind: 'corrupt', offset: 36, xor: 0x40 }, violation('malformed')],
  ])('names an echo that is %s', async (_what, fault, expected) => {
    const client = await lab.connect();
    await negotiated(client);
    lab.proxy.setRules([onEcho(fault)]);
    expect(failureOf((await client.echo(waitFor(expected))).result)).toMatchObject(expected);
  });

  test('waits out a delay and measures it', async () => {
    const client = await lab.connect();
    await negotiated(client);
    lab.proxy.setRules([onEcho({ kind: 'delay', ms: 120 })]);
    const { result, record } = await client.echo(patient);
    expect(result.ok).toBe(true);
    expect(record.ms).toBeGreaterThanOrEqual(119);
    expect(record.ms).toBeLessThan(2_000);
  });

  test('takes a reply that drips in within its deadline', async () => {
    const client = await lab.connect();
    await negotiated(client);
    lab.proxy.setRules([onEcho({ kind: 'drip', bytes: 7, intervalMs: 2 })]);
    must((await client.echo(patient)).result);
  });

  test('takes the first of two equal replies and counts the other', async () => {
    const client = await lab.connect();
    await negotiated(client);
    lab.proxy.setRules([onEcho({ kind: 'duplicate' })]);
    must((await client.echo(patient)).result);
    lab.proxy.setRules([]);
    must((await client.echo(patient)).result);
    expect(client.traffic()).toEqual({ keepAlives: 0, late: 0, unsolicited: 1, stray: 0 });
  });

  test('goes on with other commands while one stays unanswered', async () => {
    const client = await lab.connect();
    const tree = must((await client.connectTree(await signedIn(client, user), 'rw', patient)).result);
    lab.proxy.setRules([{ fault: { kind: 'stall' }, command: smb1Commands.transaction2 }]);
    const stalled = client.queryFsInfo(tree, impatient);
    must((await client.echo(patient)).result);
    expect(failureOf((await stalled).result).kind).toBe('deadline');
  });

  test.each<[string, Fault, ExpectedFailure]>([
    ['reset', { kind: 'rst' }, { kind: 'transport', end: { how: 'rst' } }],
    ['closed', { kind: 'fin' }, { kind: 'transport', end: { how: 'fin' } }],
    ['cut short', { kind: 'truncate', bytes: 40 }, { kind: 'transport', end: { how: 'fin' } }],
    ['not SMB', { kind: 'garbage', bytes: Buffer.from('SSH-2.0-OpenSSH_9.2p1\r\n') }, { kind: 'not-smb' }],
    ['swallowed', { kind: 'stall' }, { kind: 'deadline' }],
  ])('names a negotiation that is %s', async (_what, fault, expected) => {
    lab.proxy.setRules([{ fault }]);
    const client = await lab.connect();
    expect(failureOf((await client.negotiate(waitFor(expected))).result)).toMatchObject(expected);
  });

  test('sends nothing that tshark objects to', async () => {
    const judgement = await lab.judge();
    expect(judgement.complaints).toEqual([]);
    expect(judgement.clientPackets).toBeGreaterThan(20);
  });
});

function violation(reason: string): ExpectedFailure {
  return { kind: 'protocol-violation', reason };
}
