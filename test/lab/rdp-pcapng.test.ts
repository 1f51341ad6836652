import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';
import { programPath } from './programs.ts';
import { describeWith } from './require.ts';
import { startXrdp } from './servers/xrdp.ts';

const run = promisify(execFile);

/** The fields of each packet that `filter` picks, with the port decoded as `protocol`. */
async function fields(
  { file, port, protocol }: { readonly file: string; readonly port: number; readonly protocol: 'tpkt' | 'tls' },
  filter: string,
  ...names: readonly string[]
): Promise<readonly (readonly string[])[]> {
  const columns = names.flatMap((name) => ['-e', name]);
  const decode = ['-d', `tcp.port==${String(port)},${protocol}`];
  const args = ['-n', '-r', file, ...decode, '-Y', filter, '-T', 'fields', ...columns];
  const { stdout } = await run(programPath('tshark'), args, {
    env: { ...process.env, HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' },
  });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'));
}

describeWith(['xrdp', 'tshark', 'setsid'], 'probe.pcapng of a run before xrdp', () => {
  test('holds the negotiation and the handshake, and tshark has nothing to say against our side', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-doctor-rdp-probe-'));
    const { port, stop } = await startXrdp('negotiate');
    try {
      const symptom = ['--symptom', 'rdp-session-deleted', '--rdp-port', String(port)];
      await diagnose(['127.0.0.1', ...symptom, '--out', folder]);
      const asRdp = { file: join(folder, 'probe.pcapng'), port, protocol: 'tpkt' } as const;
      const asTls = { ...asRdp, protocol: 'tls' } as const;
      const ours = `tcp.dstport==${String(port)}`;
      expect(await fields(asRdp, ours, 'frame.interface_name').then((rows) => new Set(rows.flat()))).toEqual(
        new Set(['rdp']),
      );
      const requested = await fields(
        asRdp,
        `${ours} && rdp.negReq.requestedProtocols`,
        'rdp.negReq.requestedProtocols',
      );
      expect(requested).toEqual([['0x0000000b'], ['0x00000000'], ['0x0000000b']]);
      expect(await fields(asTls, `${ours} && tls.handshake.type==1`, 'frame.number')).toHaveLength(1);
      for (const decoded of [asRdp, asTls]) {
        const faults = `${ours} && (_ws.malformed || _ws.expert.severity>=6291456)`;
        expect(await fields(decoded, faults, 'frame.number', '_ws.expert.message')).toEqual([]);
      }
    } finally {
      await stop();
      rmSync(folder, { recursive: true });
    }
  });
});
