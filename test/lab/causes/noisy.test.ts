import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Report } from '../../../app/model/report.ts';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-doctor-noisy-'));
  program = join(folder, 'cli.mjs');
  await build({
    entryPoints: ['main/cli-entry.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test.each([
  ['keep-alives', Buffer.from('85000000', 'hex')],
  ['zeros', Buffer.alloc(4096)],
])(
  'the program ends when its run does, though %s never end',
  async (_what, noise) => {
    const open = new Set<Socket>();
    const server = createServer((socket) => {
      open.add(socket);
      const timer = setInterval(() => socket.write(noise), 10);
      socket
        .on('error', () => undefined)
        .once('close', () => {
          clearInterval(timer);
          open.delete(socket);
        });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const diagnosis = spawn(process.execPath, [program, `127.0.0.1:${String(port)}`, '--deadline', '0.3', '--json']);
      const out: Buffer[] = [];
      diagnosis.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      await once(diagnosis, 'close');
      const report = Report.parse(JSON.parse(Buffer.concat(out).toString()));
      expect(report.verdict.cause).not.toBe('healthy');
    } finally {
      for (const socket of open) socket.destroy();
      server.close();
    }
  },
  20_000,
);
