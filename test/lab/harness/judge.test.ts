import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCapture } from '../capture.ts';
import { judgeClientPackets } from '../judge.ts';
import { describeWith } from '../require.ts';
import { startFaultProxy } from '../servers/fault-proxy.ts';
import { startSamba } from '../servers/samba.ts';
import { runSmbclient } from './smbclient.ts';

describeWith(['tshark', 'smbd', 'pdbedit', 'smbclient', 'setsid'], 'the judge', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'session-doctor-judge-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test("has nothing against smbclient's packets", async () => {
    const samba = await startSamba();
    const capture = createCapture();
    const proxy = await startFaultProxy({ target: samba.port, capture });
    try {
      await runSmbclient({ port: proxy.port, user: `${samba.user}%${samba.password}`, share: samba.shares.forUser });
    } finally {
      await proxy.stop();
      await samba.stop();
    }
    const file = join(directory, 'smbclient.pcap');
    capture.write(file);
    const judgement = await judgeClientPackets(file, proxy.port);
    expect(judgement.complaints).toEqual([]);
    expect(judgement.clientPackets).toBeGreaterThan(5);
  });

  test.each([
    // An ECHO whose ByteCount promises more than there is.
    ['an oversized ByteCount', '010100ff00abcd'],
    // Its words end in the middle.
    ['words that are cut short', '0401'],
  ])('flags %s', async (name, body) => {
    const header = `ff534d422b0000000018010000000000000000000000000000000000${'0'.repeat(8)}`;
    const message = Buffer.from(header + body, 'hex');
    const framing = Buffer.alloc(4);
    framing.writeUInt32BE(message.length, 0);
    const capture = createCapture();
    capture.conversation(40_000, 14_450).fromClient(Buffer.concat([framing, message]));
    const file = join(directory, `${name}.pcap`);
    capture.write(file);
    expect((await judgeClientPackets(file, 14_450)).complaints).toHaveLength(1);
  });
});
