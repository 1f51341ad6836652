import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { test } from 'node:test';
import { must, patient, windows } from './inspector.ts';

async function listenOn(host: string): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

for (const host of ['127.0.0.1', '::1']) {
  test(`a port that we listen on at ${host} is in the table`, async () => {
    const { server, port } = await listenOn(host);
    try {
      const rows = must(await windows.tcpTable(patient)).filter(({ localPort }) => localPort === port);
      assert.equal(rows.length, 1);
      const [row] = rows;
      assert.equal(row?.state, 'listen');
      assert.equal(row.localAddress, host);
      // Wine tells no process of a listener.
      assert.ok(row.pid === null || row.pid === process.pid);
    } finally {
      server.close();
    }
  });
}

test('a connection is in the table with both ends and its process', async () => {
  const { server, port } = await listenOn('127.0.0.1');
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    const rows = must(await windows.tcpTable(patient));
    const row = rows.find(({ localPort }) => localPort === socket.localPort);
    assert.deepEqual(row, {
      state: 'established',
      localAddress: '127.0.0.1',
      localPort: socket.localPort,
      remoteAddress: '127.0.0.1',
      remotePort: port,
      pid: process.pid,
    });
  } finally {
    socket.destroy();
    server.close();
  }
});
