import { expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { observe } from '../../observations.ts';
import type { Verdict } from '../../runs.ts';
import { findingOf, verdicts } from '../../runs.ts';

const resolved = observe('name-resolved', { addresses: ['192.0.2.10', '192.0.2.11'] });
const refused = observe('tcp-refused');
const silent = observe('tcp-no-answer', { address: '192.0.2.11' });
const unreachable = observe('tcp-no-answer', { reason: 'unreachable', code: 'EHOSTUNREACH', ms: 3 });
const local = observe('tcp-failed');
const onNetbios = observe('tcp-connected', { port: 139 });
const refusedOnNetbios = observe('tcp-refused', { port: 139 });
const session = observe('netbios-session');
const noSession = observe('netbios-session-refused');
const connected = observe('tcp-connected', { address: '192.0.2.11' });

test.each<[string, readonly Observation[], readonly Verdict[]]>([
  ['the resolver says that there is none', [observe('name-not-resolved')], ['name-not-resolved confirmed']],
  [
    'the resolver says nothing',
    [observe('name-not-resolved', { answered: false, code: 'EAI_AGAIN' })],
    ['name-not-resolved possible'],
  ],
  ['RST', [resolved, refused], ['tcp-refused confirmed']],
  ['RST from both addresses', [resolved, refused, observe('tcp-refused')], ['tcp-refused confirmed']],
  [
    'RST from one, silence from the other',
    [resolved, refused, silent],
    ['tcp-refused likely', 'tcp-no-answer possible'],
  ],
  ['RST from one, the other accepts', [resolved, refused, connected], ['inconclusive possible']],
  ['RST, and this PC refuses to try the other', [resolved, refused, local], ['tcp-refused likely']],
  ['silence', [resolved, silent], ['tcp-no-answer confirmed']],
  ['no route', [resolved, unreachable], ['tcp-no-answer confirmed']],
  ['silence from one, the other accepts', [resolved, silent, connected], ['inconclusive possible']],
  ['RST, and a NetBIOS session instead', [resolved, refused, onNetbios, session], ['inconclusive possible']],
  ['RST, and RST from the NetBIOS port too', [resolved, refused, refusedOnNetbios], ['tcp-refused confirmed']],
  ['RST, and NetBIOS opens no session', [resolved, refused, onNetbios, noSession], ['tcp-refused confirmed']],
  ['silence, and NetBIOS opens no session', [resolved, silent, onNetbios, noSession], ['tcp-no-answer confirmed']],
  ['silence, and RST from the NetBIOS port', [resolved, silent, refusedOnNetbios], ['tcp-no-answer confirmed']],
  [
    'a later session refused, when one was opened before',
    [resolved, refused, onNetbios, session, noSession],
    ['inconclusive possible'],
  ],
  ['only NetBIOS was asked, and opens no session', [resolved, onNetbios, noSession], ['inconclusive possible']],
  ['this PC refuses to try', [resolved, local], ['inconclusive possible']],
  ['nothing at all', [], ['inconclusive possible']],
])('%s', (_name, observations, expected) => {
  expect(verdicts(observations)).toEqual(expected);
});

test('names who answered and what speaks against', () => {
  expect(findingOf('tcp-refused', [resolved, refused, silent])).toMatchObject({
    evidence: [refused.id],
    against: [silent.id],
    summary: { id: 'cause.tcp-refused.summary', params: { host: 'nas-01', port: '445' } },
  });
  expect(findingOf('tcp-no-answer', [resolved, refused, silent])).toMatchObject({
    evidence: [silent.id],
    against: [refused.id],
  });
});

test.each([
  ['a deadline', silent, { detail: 'deadline', summary: { params: { ms: 10_000 } } }],
  ['no route', unreachable, { detail: 'unreachable', summary: { params: { code: 'EHOSTUNREACH' } } }],
])('tells %s apart', (_name, seen, expected) => {
  expect(findingOf('tcp-no-answer', [resolved, seen])).toMatchObject(expected);
});

test('an error of this PC is told as one', () => {
  expect(findingOf('inconclusive', [resolved, local])).toMatchObject({ detail: 'local-error', evidence: [local.id] });
});

test('a NetBIOS refusal is told with its reason, and counts as evidence of the closed port', () => {
  expect(findingOf('inconclusive', [onNetbios, noSession])).toMatchObject({
    detail: 'netbios-refused',
    summary: { params: { port: '139', reason: { id: 'netbios.called-name-not-present' } } },
    evidence: [noSession.id],
  });
  const retarget = observe('netbios-session-refused', {
    how: 'retarget',
    target: { address: '192.0.2.99', port: 1390 },
  });
  expect(findingOf('inconclusive', [onNetbios, retarget])).toMatchObject({
    detail: 'netbios-retargeted',
    summary: { params: { target: '192.0.2.99:1390' } },
  });
  expect(findingOf('tcp-refused', [refused, onNetbios, noSession]).evidence).toEqual([refused.id, noSession.id]);
});

test('what a NetBIOS service said is part of the verdict on the port beside it', () => {
  const seen = [observe('tcp-refused'), observe('tcp-connected', { port: 139 }), noSession];
  expect(findingOf('tcp-refused', seen).summary).toMatchObject({
    id: 'cause.next-to-netbios',
    params: {
      summary: { id: 'cause.tcp-refused.summary' },
      netbios: { params: { reason: { id: 'netbios.called-name-not-present' } } },
    },
  });
});
