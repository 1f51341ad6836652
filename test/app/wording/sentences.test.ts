import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../app/model/observation.ts';
import { IdleEnd, IdleVariant } from '../../../app/model/observations/idle.ts';
import { lookUpCode } from '../../../app/knowledge/look-up.ts';
import { checkOrder } from '../../../app/knowledge/checks.ts';
import { faultLine } from '../../../app/reasoning/fault-line.ts';
import { idleCell } from '../../../app/wording/observations/idle.ts';
import { meaningOf, sourceOf } from '../../../app/wording/meaning.ts';
import { describeObservation, measuredOf, statusOf } from '../../../app/wording/observation.ts';
import { allGood, dos, goodLatency, goodWithout, nt, observationKinds, observe, statuses } from '../observations.ts';
import type { RunParts } from '../runs.ts';
import { findings, requestOf, resultsOf } from '../runs.ts';
import { faultsOf, wordsOf } from './words.ts';

const ends = ['fin', 'rst', 'error'] as const;
const dialogues = ['smb1', 'smb2', 'multi-protocol'] as const;

/** Each kind, and each of its forms that has words of its own. */
const forms: readonly Observation[] = [
  ...observationKinds.map((kind) => observe(kind)),
  observe('name-resolved', { literal: true }),
  observe('name-not-resolved', { answered: false, code: 'EAI_AGAIN' }),
  observe('tcp-no-answer', { reason: 'unreachable', code: 'EHOSTUNREACH' }),
  observe('smb1-negotiate-refused', { how: 'status', status: statuses.accessDenied }),
  ...(['off', 'enabled', 'required'] as const).map((signing) => observe('smb1-negotiated', { signing })),
  ...dialogues.flatMap((dialogue) => [
    ...ends.map((end) => observe('negotiate-cut', { dialogue, end })),
    observe('negotiate-no-answer', { dialogue }),
    observe('not-smb', { dialogue, text: '' }),
    observe('smb2-negotiated', { dialogue, signing: 'required' }),
    observe('smb2-negotiate-refused', { dialogue, how: 'smb1-answer' }),
  ]),
  ...[0x80, 0x81, 0x83, 0x8f, 0xff].map((code) => observe('netbios-session-refused', { code })),
  observe('netbios-session-refused', { how: 'retarget', target: { address: '192.0.2.99', port: 1390 } }),
  observe('not-smb', { dialogue: 'netbios' }),
  observe('exchange-no-answer', { series: 'nbss.session' }),
  observe('exchange-no-answer', { received: 2 }),
  ...(['consistent', 'not-checked', 'exempt', 'other'] as const).map((reading) =>
    observe('stale-session-answer', { reading }),
  ),
  observe('stale-session-answer', { answer: 'cut', reading: 'consistent', win32: 64 }),
  observe('stale-session-answer', { answer: 'no-answer', reading: 'other', after: 'reconnect' }),
  ...[400_000, -400_000].flatMap((clockSkewMs) => [
    observe('smb1-negotiated', { clockSkewMs }),
    observe('smb2-negotiated', { clockSkewMs }),
  ]),
  ...(['cut', 'no-answer', 'other'] as const).map((answer) => observe('smb2-dialect', { answer })),
  observe('smb2-dialect', { answer: 'refused', status: nt(0xc00000bb) }),
  observe('server-names', { dnsDomain: 'nas-01', dnsComputer: 'nas-01' }),
  observe('server-changed', { what: 'guid', before: 'a', after: 'b' }),
  observe('server-changed', { after: '2026-03-09T14:29:00.000Z' }),
  ...(['accepted', 'other-status', 'cut', 'no-answer'] as const).map((answer) =>
    observe('clientguid-answer', { answer, then: 'not-tried' }),
  ),
  ...(['session-deleted', 'other', 'accepted'] as const).map((then) =>
    observe('clientguid-answer', { guid: 'fresh', then }),
  ),
  ...IdleVariant.options.map((variant) => observe('idle-connection', { variant })),
  ...IdleEnd.options.flatMap((end) =>
    (['waiting', 'used'] as const).map((when) => observe('idle-connection', { end, when, keepAlivesReceived: 2 })),
  ),
  ...(['connection', 'negotiate', 'sign-in', 'tree', 'handle', 'search', 'not-tried'] as const).map((missing) =>
    observe('idle-connection', { end: 'not-set-up', missing }),
  ),
  observe('idle-connection', { variant: 'in-use', end: 'rst' }),
  observe('file-work', { how: 'read', path: 'letters\\2026.docx' }),
  observe('no-file-to-read', { path: 'letters' }),
  observe('signed-in', { account: 'anonymous' }),
  observe('signed-in', { guest: true }),
  observe('signed-in', { signed: true }),
  observe('sign-in-refused', { account: 'anonymous', status: dos(2, 2) }),
  ...(['share-level', 'plaintext', 'no-ntlm'] as const).map((why) => observe('authentication-unsupported', { why })),
  observe('authentication-unsupported', { why: 'ntlm-blocked', status: statuses.ntlmBlocked }),
  observe('echo-series', { latency: { ...goodLatency, lost: 3 } }),
  observe('echo-series', { latency: { ...goodLatency, p50: null, lost: 200 } }),
  ...ends.map((end) => observe('connection-cut', { end })),
  ...(['answered', 'silent', 'cut', 'refused', 'no-connection'] as const).map((outcome) =>
    observe('second-connection', { outcome }),
  ),
];

test.each(forms.map((seen) => [seen.kind, seen] as const))('%s is said in words', (_kind, seen) => {
  const measured = measuredOf(seen);
  const messages = [
    describeObservation(seen),
    meaningOf(seen),
    sourceOf(seen),
    ...(measured === null ? [] : [measured]),
  ];
  expect(messages.flatMap(faultsOf)).toEqual([]);
});

test.each<[Observation, string, string | null]>([
  [observe('tcp-connected'), 'Port 445 on 192.0.2.10 is open', '0.4 ms'],
  [observe('tcp-no-answer'), '192.0.2.10, port 445: no answer in 10 s', 'silent for 10 s'],
  [observe('name-resolved', { addresses: ['192.0.2.1', '2001:db8::1'] }), 'nas-01 is 192.0.2.1, 2001:db8::1', '2 ms'],
  [observe('sign-in-refused'), 'The sign-in as CONTOSO\\kim was refused with 0xC000006D STATUS_LOGON_FAILURE', '3 ms'],
  [observe('tree-refused', { status: nt(0xc0ffee00) }), 'Ledger was refused with 0xC0FFEE00', '0.5 ms'],
  [
    observe('session-deleted', { status: dos(2, 0x5b) }),
    'The server no longer knows the session: 0x005B0002 ERRSRV/ERRbaduid',
    null,
  ],
  [observe('echo-series'), '200 of 200 echoes answered', 'p50 0.4 ms'],
  [
    observe('echo-series', { sent: 1500, latency: { ...goodLatency, count: 1500, lost: 1 } }),
    '1,499 of 1,500 echoes answered, 1 lost',
    'p50 0.4 ms',
  ],
  [
    observe('echo-series', { sent: 2, latency: { ...goodLatency, count: 2, p50: null, lost: 2 } }),
    '0 of 2 echoes answered, 2 lost',
    '2 lost',
  ],
  [
    observe('smb2-negotiated', { clockSkewMs: -386_000 }),
    'SMB2 is served: SMB 3.1.1, signing enabled, in answer to the SMB2 negotiate; the server’s clock is 6 min 26 s behind this PC’s',
    '1.1 ms',
  ],
  [observe('server-names'), 'The server calls itself nas-01.contoso.example, of contoso.example', null],
  [
    observe('clientguid-answer'),
    'Sign-in by SMB 3.1.1 with a ClientGuid that the server knows with another dialect: 0xC0000203 STATUS_USER_SESSION_DELETED; with another new one it was accepted',
    '3 ms',
  ],
  [observe('protocol-violation'), 'The answer to Echo breaks the protocol: other bytes than were to be echoed', null],
])('%# reads as it should', (seen, words, measured) => {
  expect(wordsOf(describeObservation(seen))).toBe(words);
  const value = measuredOf(seen);
  expect(value === null ? null : wordsOf(value)).toBe(measured);
});

test('a silent connection has a word in the table, however it ended', () => {
  const cells = forms.filter((seen) => seen.kind === 'idle-connection').map(idleCell);
  expect(cells.length).toBeGreaterThan(IdleEnd.options.length);
  expect(cells.flatMap(faultsOf)).toEqual([]);
});

test('a status is there to be shown wherever a reply carried one', () => {
  expect(statusOf(observe('tree-refused'))).toEqual(statuses.badNetworkName);
  expect(statusOf(observe('authentication-unsupported'))).toBeNull();
  expect(statusOf(observe('tcp-refused'))).toBeNull();
});

describe('every finding that a form of observation leads to is said in words', () => {
  const parts: readonly RunParts[] = [
    {},
    { account: 'anonymous' },
    { symptom: 'rdp-session-deleted' },
    { planned: ['resolve'] },
    { outcomes: { tcp: 'failed' } },
    { outcomes: { tcp: 'cancelled' } },
  ];
  const seen: readonly (readonly Observation[])[] = [
    [],
    allGood(),
    allGood('anonymous'),
    [observe('negotiate-no-answer'), observe('smb2-negotiated')],
    [observe('negotiate-cut'), observe('smb2-negotiated')],
    [observe('negotiate-cut'), observe('smb2-negotiate-refused')],
    [observe('smb1-negotiate-refused'), observe('smb2-negotiated')],
    [observe('exchange-no-answer'), observe('second-connection', { outcome: 'silent' })],
    [observe('exchange-no-answer'), observe('second-connection')],
    [observe('exchange-no-answer'), observe('echo-during-stall')],
    [observe('echo-series', { latency: { ...goodLatency, p50: 171 } })],
    [observe('echo-series', { latency: { ...goodLatency, p99: 1800 } })],
    [observe('tree-refused', { status: statuses.accessDenied })],
    [observe('sign-in-refused', { status: statuses.logonHours })],
    [observe('sign-in-refused', { status: statuses.tooManySessions })],
    ...forms.map((form) => [form]),
  ];

  test.each(parts.map((part) => [JSON.stringify(part), part] as const))('%s', (_name, part) => {
    const said = seen.flatMap((observations) =>
      findings(observations, part).flatMap(({ summary, next }) => [summary, next]),
    );
    expect(said.flatMap(faultsOf)).toEqual([]);
  });

  test('as is the fault line', () => {
    const input = { target: requestOf().target, planned: checkOrder };
    const lines = [
      ...seen.map((observations) =>
        faultLine({
          ...input,
          started: checkOrder,
          finished: resultsOf(),
          observations,
          findings: findings(observations),
        }),
      ),
      faultLine({ ...input, started: [], finished: [], observations: [], findings: [] }),
      faultLine({
        ...input,
        started: checkOrder.slice(0, 3),
        finished: resultsOf({ planned: checkOrder.slice(0, 2) }),
        observations: goodWithout('signed-in'),
        findings: [],
      }),
    ];
    const said = lines.flat().flatMap(({ name, value, detail }) => [name, value, ...(detail === null ? [] : [detail])]);
    expect(said.flatMap(faultsOf)).toEqual([]);
  });
});

test('a code that was looked up is explained in words', () => {
  const codes = ['0xC0000203', '59', '64', '0xC000035C', '1394', '121', '0x005B0002', '0xC000006D'];
  const ended = 'Your Remote Desktop Services session has ended.';
  const said = [...codes, ended]
    .map(lookUpCode)
    .flatMap((found) => (found === null ? [] : [found.headline, found.detail]));
  expect(said).toHaveLength(2 * (codes.length + 1));
  expect(said.flatMap(faultsOf)).toEqual([]);
});
