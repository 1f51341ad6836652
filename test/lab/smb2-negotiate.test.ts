import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemClock } from '../../main/clock.ts';
import { connectTcp } from '../../main/net/tcp-connection.ts';
import { negotiateSmb2 } from '../../main/smb2/negotiate.ts';
import { failureOf, must, patient, startClientLab, type ClientLab, type ExpectedFailure } from './client-lab.ts';
import { describeWith } from './require.ts';
import type { FaultRule } from './servers/faults.ts';
import { startImpacket } from './servers/impacket.ts';
import { sambaVariants, startSamba } from './servers/samba.ts';

type Dialogue = Parameters<typeof negotiateSmb2>[1]['dialogue'];

/** Asks whether SMB2 is served, on a connection of its own. */
async function ask(lab: ClientLab, dialogue: Dialogue, deadlineMs: number = patient.deadlineMs) {
  const { result } = await connectTcp({ address: '127.0.0.1', port: lab.proxy.port, clock: systemClock, ...patient });
  const options = { dialogue, connection: 'c1', clock: systemClock, randomBytes, deadlineMs };
  return negotiateSmb2(must(result), options);
}

/** Runs `body` before the server on `port`, then has tshark judge what was sent. */
async function before(
  server: { readonly port: number; readonly stop: () => Promise<void> },
  body: (lab: ClientLab) => Promise<void>,
): Promise<void> {
  const lab = await startClientLab(server.port);
  try {
    await body(lab);
    const judgement = await lab.judge();
    expect(judgement.complaints).toEqual([]);
    expect(judgement.clientPackets).toBeGreaterThan(0);
  } finally {
    await lab.stop();
    await server.stop();
  }
}

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'the question for SMB2, to Samba', () => {
  test.each(['smb1', 'smb1Off', 'signingMandatory'] as const)('finds it served: %s', async (variant) => {
    await before(await startSamba({ settings: sambaVariants[variant] }), async (lab) => {
      expect(must((await ask(lab, 'smb2')).result).dialect).toBe(0x0311);
      expect(must((await ask(lab, 'multi-protocol')).result).dialect).toBe(0x02ff);
    });
  });

  test('finds it not served where only SMB1 is', async () => {
    await before(await startSamba({ settings: { 'server max protocol': 'NT1' } }), async (lab) => {
      for (const dialogue of ['smb2', 'multi-protocol'] as const) {
        expect((await ask(lab, dialogue)).result.ok).toBe(false);
      }
    });
  });

  test.each<[string, FaultRule, ExpectedFailure]>([
    ['silence', { fault: { kind: 'stall' } }, { kind: 'deadline' }],
    ['a reset', { fault: { kind: 'rst' } }, { kind: 'transport', end: { how: 'rst' } }],
    ['a close', { fault: { kind: 'fin' } }, { kind: 'transport', end: { how: 'fin' } }],
    ['half an answer', { fault: { kind: 'truncate', bytes: 60 } }, { kind: 'transport', end: { how: 'fin' } }],
    ['a banner', { fault: { kind: 'garbage', bytes: Buffer.from('220 ready\r\n') } }, { kind: 'not-smb' }],
  ])('tells %s from an answer', async (_what, rule, expected) => {
    await before(await startSamba(), async (lab) => {
      lab.proxy.setRules([rule]);
      // Only silence is worth a short wait: whatever comes from a loaded machine may come late.
      const deadlineMs = expected.kind === 'deadline' ? 300 : patient.deadlineMs;
      for (const dialogue of ['smb2', 'multi-protocol'] as const) {
        expect(failureOf((await ask(lab, dialogue, deadlineMs)).result)).toMatchObject(expected);
      }
    });
  });
});

describeWith(['impacket', 'tshark', 'setsid'], 'the question for SMB2, to impacket without SMB2', () => {
  test('is not taken for served', async () => {
    await before(await startImpacket(), async (lab) => {
      for (const dialogue of ['smb2', 'multi-protocol'] as const) {
        expect((await ask(lab, dialogue, 1_000)).result.ok).toBe(false);
      }
    });
  });
});
