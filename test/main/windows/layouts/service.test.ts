import { describe, expect, test } from 'vitest';
import {
  decodeDependents,
  decodeServiceConfig,
  decodeServiceStatus,
} from '../../../../main/windows/layouts/service.ts';
import { dword, layOut, nullPointer, text } from './c-memory.ts';

const address = 0x7ff6_1234_5678n;

describe('SERVICE_STATUS_PROCESS', () => {
  const status = (state: number, pid: number): Buffer =>
    layOut([[0x20, state, 5, 0, 0, 0, 0, pid, 0].map(dword)], address).octets;

  test('state and process', () => {
    expect(decodeServiceStatus(status(4, 1234))).toEqual({ state: 'running', pid: 1234 });
    expect(decodeServiceStatus(status(1, 0))).toEqual({ state: 'stopped', pid: null });
    expect(decodeServiceStatus(status(7, 99))).toEqual({ state: 'paused', pid: 99 });
  });

  test('a state that does not exist and too few bytes are nothing', () => {
    expect(decodeServiceStatus(status(0, 1))).toBeNull();
    expect(decodeServiceStatus(status(8, 1))).toBeNull();
    expect(decodeServiceStatus(status(4, 1).subarray(0, 35))).toBeNull();
  });
});

describe('QUERY_SERVICE_CONFIGW', () => {
  const config = (start: number, dependencies = text('RPCSS\0NSI\0')) =>
    layOut(
      [
        [
          ...[dword(0x20), dword(start), dword(1)],
          ...[text('C:\\Windows\\System32\\svchost.exe -k NetworkService'), text('NetworkProvider'), dword(0)],
          ...[dependencies, text('NT AUTHORITY\\NetworkService'), text('Remotedesktopdienste für Zürich')],
        ],
      ],
      address,
    );

  test('start type, name and what it depends on', () => {
    const memory = config(3);
    expect(memory.octets.readBigUInt64LE(56) - address).toBe(64n);
    expect(decodeServiceConfig(memory)).toEqual({
      start: 'manual',
      displayName: 'Remotedesktopdienste für Zürich',
      dependsOn: ['RPCSS', 'NSI'],
    });
    expect(decodeServiceConfig(config(2, text('')))?.dependsOn).toEqual([]);
    expect(decodeServiceConfig(config(4, nullPointer))).toMatchObject({ start: 'disabled', dependsOn: [] });
  });

  test('an unknown start type and too few bytes are nothing', () => {
    expect(decodeServiceConfig(config(5))).toBeNull();
    expect(decodeServiceConfig({ octets: config(3).octets.subarray(0, 63), address })).toBeNull();
  });

  test('a pointer that leads out of the memory is not followed', () => {
    expect(decodeServiceConfig({ ...config(3), address: address + 0x10000n })).toMatchObject({ displayName: '' });
    expect(decodeServiceConfig({ octets: config(3).octets.subarray(0, 64), address })).toMatchObject({
      displayName: '',
      dependsOn: [],
    });
  });
});

describe('ENUM_SERVICE_STATUSW', () => {
  const dependent = (name: string, state: number) => [
    text(name),
    text(`${name} with a longer name`),
    ...[0x30, state, 5, 0, 0, 0, 0].map(dword),
  ];
  const memory = layOut([dependent('UmRdpService', 4), dependent('SessionEnv', 1)], address);

  test('names and states in their order', () => {
    expect(decodeDependents(memory, 2)).toEqual([
      { name: 'UmRdpService', state: 'running' },
      { name: 'SessionEnv', state: 'stopped' },
    ]);
    expect(decodeDependents({ octets: Buffer.alloc(0), address }, 0)).toEqual([]);
  });

  test('fewer than are counted, and nonsense, are nothing', () => {
    expect(decodeDependents({ octets: memory.octets.subarray(0, 95), address }, 2)).toBeNull();
    expect(decodeDependents(memory, 0xffff_ffff)).toBeNull();
    expect(decodeDependents(layOut([dependent('', 4)], address), 1)).toBeNull();
    expect(decodeDependents(layOut([dependent('UmRdpService', 9)], address), 1)).toBeNull();
  });
});
