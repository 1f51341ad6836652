import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { describeWith } from '../require.ts';
import { startFullBacklog } from '../servers/full-backlog.ts';
import { startImpacket } from '../servers/impacket.ts';
import { startOtherProtocol } from '../servers/other-protocols.ts';
import { accountRestrictions, withStatus } from '../servers/scripted-replies.ts';
import { startScriptedSmb1 } from '../servers/scripted-smb1.ts';
import { startScriptedSmb2 } from '../servers/scripted-smb2.ts';
import { runSmbclient } from './smbclient.ts';

test('a full backlog: a connect finds neither acceptance nor refusal', async () => {
  const { port, stop } = await startFullBacklog();
  try {
    const socket = connect(port, '127.0.0.1');
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => 'connected'),
      new Promise((resolve) => socket.once('error', resolve)),
      new Promise((resolve) => socket.setTimeout(500, () => resolve('no answer'))),
    ]);
    socket.destroy();
    expect(outcome).toBe('no answer');
  } finally {
    await stop();
  }
});

test.each([
  ['ssh', /^SSH-2\.0/],
  ['smtp', /^220 /],
  ['http', /^HTTP\/1\.1 400/],
] as const)('%s says what it is', async (name, banner) => {
  const { port, stop } = await startOtherProtocol(name);
  const socket = connect(port, '127.0.0.1');
  socket.write('\0\0\0\x04junk');
  const [said] = (await once(socket, 'data')) as [Buffer];
  expect(said.toString()).toMatch(banner);
  socket.destroy();
  await stop();
});

describeWith(['impacket', 'smbclient', 'setsid'], "impacket's server", () => {
  test('serves its share over NT1 to the user, and to nobody with a wrong password', async () => {
    const server = await startImpacket();
    try {
      const as = (password: string) =>
        runSmbclient({ port: server.port, user: `${server.user}%${password}`, share: server.share });
      expect((await as(server.password)).output).toContain('blocks');
      expect((await as('wrong')).output).toContain('NT_STATUS_LOGON_FAILURE');
    } finally {
      await server.stop();
    }
  });
});

describeWith(['smbclient'], 'the scripted fake', () => {
  const signIn = (port: number, command = 'help') =>
    runSmbclient({
      port,
      user: 'tester%x',
      share: 'IPC$',
      command,
      options: ['client use spnego=no', 'client signing=disabled'],
    });

  test('is a server to smbclient', async () => {
    const fake = await startScriptedSmb1({});
    try {
      expect((await signIn(fake.port)).output).not.toContain('failed');
      expect(fake.requests().length).toBeGreaterThanOrEqual(3);
    } finally {
      await fake.stop();
    }
  });
  test.each(Object.entries(accountRestrictions))('can refuse with %s', async (name, status) => {
    const fake = await startScriptedSmb1({ sessionSetup: withStatus(status) });
    try {
      expect((await signIn(fake.port)).output).toContain(name.replace('STATUS', 'NT_STATUS'));
    } finally {
      await fake.stop();
    }
  });
});

describeWith(['smbclient'], 'the scripted fake of SMB2', () => {
  test.each([
    ['SMB2_02', '0202'],
    ['SMB2_10', '1002'],
    ['SMB3_00', '0003'],
    ['SMB3_11', '1103'],
  ])('takes smbclient as far as a share: %s', async (protocol, dialect) => {
    const fake = await startScriptedSmb2();
    try {
      const options = [`client min protocol=${protocol}`];
      await runSmbclient({ port: fake.port, user: '%', share: 'IPC$', protocol, command: 'exit', options });
      // NEGOTIATE, two legs of SESSION_SETUP, TREE_CONNECT; from there on smbclient wants signatures.
      expect(fake.requests().map(({ command }) => command)).toEqual(expect.arrayContaining([0, 1, 1, 3]));
      expect(fake.requests()[0]?.message.toString('hex', 100, 102)).toBe(dialect);
    } finally {
      await fake.stop();
    }
  });
});
