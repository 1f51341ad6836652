import { describe, expect, test } from 'vitest';
import { mayBeServer, serverName, splitServer } from '../../../app/knowledge/typed-server.ts';

describe('what was typed for a server', () => {
  test.each([
    ['nas01', { host: 'nas01' }],
    [' nas01 ', { host: 'nas01' }],
    ['nas01:4450', { host: 'nas01', port: '4450' }],
    ['127.0.0.1:25201', { host: '127.0.0.1', port: '25201' }],
    ['nas01:', { host: 'nas01', port: '' }],
    ['nas01:x', { host: 'nas01', port: 'x' }],
    ['::1', { host: '::1' }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
    ['::ffff:192.0.2.1', { host: '::ffff:192.0.2.1' }],
    ['[::1]', { host: '::1' }],
    ['[::1]:25201', { host: '::1', port: '25201' }],
    ['[fe80::1%3]:445', { host: 'fe80::1%3', port: '445' }],
    ['\\\\nas01', { host: 'nas01' }],
    ['\\\\nas01\\', { host: 'nas01' }],
    ['\\\\nas01\\Team Data\\2026', { host: 'nas01', share: 'Team Data' }],
    ['//nas01/share', { host: 'nas01', share: 'share' }],
    ['nas01/share', { host: 'nas01', share: 'share' }],
    ['nas01\\share', { host: 'nas01', share: 'share' }],
    ['smb://nas01/share', { host: 'nas01', share: 'share' }],
    ['SMB://[::1]:4450/share/', { host: '::1', port: '4450', share: 'share' }],
  ])('%s', (typed, parts) => {
    expect(splitServer(typed)).toEqual(parts);
    expect(parts.host).toMatch(serverName);
  });

  test.each(['[::1', '::1]', '[::1]x', '[::1:445', '[nas01]:445', '[]:445', '/nas01/share', '\\nas01', '\\\\', ''])(
    'the wrong form %j comes back whole and is no server name',
    (typed) => {
      expect(splitServer(typed)).toEqual({ host: typed });
      expect(typed).not.toMatch(serverName);
    },
  );

  test.each(['0.0.0.0', '0.1.2.3', '224.0.0.251', '239.255.255.250', '255.255.255.255', '::', '0:0::0', '::%1'])(
    '%s is no address of a server',
    (typed) => {
      expect(mayBeServer(typed)).toBe(false);
    },
  );
  test.each(['ff02::1', 'FF05::2', '::ffff:0.0.0.0', '::ffff:224.0.0.1'])('%s is none either', (typed) => {
    expect(mayBeServer(typed)).toBe(false);
  });

  test.each(['nas01', '127.0.0.1', '192.0.2.10', '223.255.255.255', '10.0.0.0', '::1', 'fe80::1%eth0', 'ff.example'])(
    '%s may be a server',
    (typed) => {
      expect(mayBeServer(typed)).toBe(true);
    },
  );

  test.each(['srv:445:x', 'a b', 'smb:', 'j@nas01', 'fe80::1%', 'a%b:c:d'])('%j is no server name', (typed) => {
    expect(typed).not.toMatch(serverName);
  });
});
