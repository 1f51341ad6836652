import { describe, expect, test } from 'vitest';
import { eventSources } from '../../../app/knowledge/events.ts';
import { reasonName, whatDisconnectedClient, whoEnded } from '../../../app/knowledge/disconnect-reasons.ts';
import { readEvent } from '../../../app/windows/read-event.ts';
import { sessionOwner } from '../../../app/windows/session-owners.ts';

const sessionManager = 'Microsoft-Windows-TerminalServices-LocalSessionManager';
const smbClient = 'Microsoft-Windows-SMBClient';
const services = 'Service Control Manager';
const hexOf = (text: string): string => Buffer.from(`${text}\0`, 'utf16le').toString('hex').toUpperCase();

test('no log is asked for more than its query can take', () => {
  for (const { events, shared } of eventSources) {
    const providers = shared ? new Set(events.map(({ provider }) => provider)).size : 0;
    expect(new Set(events.map(({ event }) => event)).size + providers).toBeLessThan(20);
  }
});

describe('an event tells', () => {
  test.each([
    [
      'whose session began, and from where',
      { provider: sessionManager, id: 21, data: { User: 'CORP\\kim', SessionID: '3', Address: '192.0.2.7' } },
      { tells: 'rdp-logon', session: 3, user: 'CORP\\kim', detail: '192.0.2.7' },
    ],
    [
      'nothing of where the console is',
      { provider: sessionManager, id: 21, data: { User: 'CORP\\kim', SessionID: '1', Address: 'LOCAL' } },
      { tells: 'rdp-logon', session: 1, user: 'CORP\\kim' },
    ],
    [
      'why a session was disconnected',
      { provider: sessionManager, id: 40, data: { Session: '3', Reason: '5' } },
      { tells: 'rdp-disconnected-for-reason', session: 3, reason: 5 },
    ],
    [
      'an error of the transport as the reason',
      { provider: sessionManager, id: 40, data: { Session: '3', Reason: '2147942464' } },
      { tells: 'rdp-disconnected-for-reason', session: 3, reason: 0x8007_0040 },
    ],
    [
      'by which session',
      { provider: sessionManager, id: 39, data: { TargetSession: '3', Source: '4' } },
      { tells: 'rdp-disconnected-by-session', session: 3, bySession: 4 },
    ],
    [
      'with which server and status a session was lost',
      { provider: smbClient, id: 30805, data: { Status: '0xC0000203', ServerName: '\\nas-01' } },
      { tells: 'smb-session-lost', server: 'nas-01', code: 0xc000_0203 },
    ],
    [
      'of which server a share was lost',
      { provider: smbClient, id: 30807, data: { Status: '3221226028', ShareName: '\\nas-01\\projects' } },
      { tells: 'smb-share-lost', server: 'nas-01', code: 3_221_226_028 },
    ],
    [
      'that a service stopped, whatever the language',
      { provider: services, id: 7036, data: { param1: 'Remotedesktopdienste', Binary: hexOf('TermService/1') } },
      { tells: 'service-changed', service: 'TermService', serviceState: 'stopped' },
    ],
    [
      'that one crashed',
      { provider: services, id: 7034, data: { param1: 'Server', Binary: hexOf('LanmanServer') } },
      { tells: 'service-crashed', service: 'LanmanServer' },
    ],
    [
      'who wanted a restart',
      { provider: 'User32', id: 1074, data: { param1: 'MoUsoCoreWorker.exe' } },
      { tells: 'system-restart-asked', detail: 'MoUsoCoreWorker.exe' },
    ],
  ])('%s', (_what, event, told) => {
    expect(readEvent(event)).toEqual(told);
  });

  test.each([
    ['of another provider', { provider: 'Somebody', id: 40, data: {} }],
    ['of another service', { provider: services, id: 7036, data: { Binary: hexOf('Spooler/4') } }],
    ['of a service without its name', { provider: services, id: 7036, data: { param1: 'Server' } }],
    ['of a service with broken bytes', { provider: services, id: 7036, data: { Binary: 'ZZZZ' } }],
  ])('nothing here %s', (_what, event) => {
    expect(readEvent(event)).toBeNull();
  });

  test('nothing by a number that is none', () => {
    expect(readEvent({ provider: sessionManager, id: 40, data: { Session: 'x', Reason: '' } })).toEqual({
      tells: 'rdp-disconnected-for-reason',
    });
  });
});

test('numbers of reasons stand for who ended the session', () => {
  expect([0, 1, 3, 4, 5, 12, 25, 256, 267, 0x8007_0040, 99].map(whoEnded)).toEqual([
    'nothing-said',
    'administrator',
    'idle-limit',
    'time-limit',
    'other-connection',
    'user',
    'system-stopping',
    'licensing',
    'licensing',
    'network',
    null,
  ]);
  expect(reasonName(5)).toBe('5 exDiscReasonReplacedByOtherConnection');
  expect(reasonName(0x8007_0040)).toBe('0x80070040');
  expect([1, 3, 2308, 2055, 12_345].map(whatDisconnectedClient)).toEqual([
    'user',
    'server',
    'network',
    'sign-in',
    null,
  ]);
});

describe('whose session it was', () => {
  const named = [
    { session: 2, user: 'CORP\\kim', at: '2026-03-09T08:00:00Z' },
    { session: 2, user: 'CORP\\lee', at: '2026-03-09T12:00:00Z' },
  ];

  test('is told by the latest event before, since numbers are given again', () => {
    expect(sessionOwner(named, 2, '2026-03-09T11:00:00Z')).toBe('CORP\\kim');
    expect(sessionOwner(named, 2, '2026-03-09T13:00:00Z')).toBe('CORP\\lee');
  });

  test('or by one right after', () => {
    expect(sessionOwner(named, 2, '2026-03-09T11:59:58Z')).toBe('CORP\\lee');
  });

  test('is not known of others', () => {
    expect(sessionOwner(named, 3, '2026-03-09T13:00:00Z')).toBeNull();
    expect(sessionOwner(named, 2, '2026-03-09T07:00:00Z')).toBeNull();
  });
});
