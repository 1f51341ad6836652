import { expect, test } from 'vitest';
import { rdpSettingOrder, rdpSettings } from '../../../app/knowledge/rdp-settings.ts';
import { timerOrder, timers } from '../../../app/knowledge/timers.ts';
import type { Observation } from '../../../app/model/observation.ts';
import { FirewallProfile, StoredProblem } from '../../../app/model/observations/windows-settings.ts';
import { meaningOf, sourceOf } from '../../../app/wording/meaning.ts';
import { describeObservation, measuredOf } from '../../../app/wording/observation.ts';
import { observe } from '../observations.ts';
import { faultsOf, wordsOf } from './words.ts';

const damages = ['bak', 'only-bak', 'temporary', 'folder-missing'] as const;

/** Each form that has words of its own. */
const forms: readonly Observation[] = [
  ...timerOrder.map((timer) => observe('timer', { timer, unit: timers[timer].unit })),
  ...StoredProblem.options.flatMap((problem) => [
    observe('timer', { problem, configured: 5, stored: 'REG_SZ “5”' }),
    observe('rdp-setting', { problem, configured: 5, stored: 'REG_SZ “5”' }),
  ]),
  observe('timer', { effective: null, default: null, machine: 'target' }),
  observe('timer', { source: 'server' }),
  ...rdpSettingOrder.flatMap((setting) =>
    (['policy', 'user-policy', 'setting'] as const).map((source) => observe('rdp-setting', { setting, source })),
  ),
  observe('extended-timeout-servers', { target: false }),
  ...(['on', 'off', 'not-installed', 'unknown'] as const).map((state) => observe('smb1-client', { state })),
  ...(['on', 'off', 'not-set'] as const).map((state) => observe('smb1-server', { state })),
  observe('smb-signing', { role: 'server', required: false, enabled: true }),
  ...damages.flatMap((damage) => [
    observe('profile', { damage: [damage] }),
    observe('profile', { damage: [damage], belongsTo: 'other', machine: 'target' }),
  ]),
  ...FirewallProfile.options.flatMap((profile) => [
    observe('firewall-profile', { profile, blocksOutbound: true }),
    observe('firewall-profile', { profile, enabled: false }),
    observe('firewall-profile', { profile, enabled: null }),
  ]),
  observe('firewall-rule', { action: 'allow', program: 'System' }),
  observe('firewall-read', { unreadable: 2 }),
];

test.each(forms.map((seen) => [seen.kind, seen] as const))('%s is said in words', (_kind, seen) => {
  const measured = measuredOf(seen);
  expect(measured).toBeNull();
  expect([describeObservation(seen), meaningOf(seen), sourceOf(seen)].flatMap(faultsOf)).toEqual([]);
});

test.each<[Observation, string]>([
  [observe('timer'), 'SessTimeout is not set on this PC, which means 1 min 00 s'],
  [
    observe('timer', { configured: 90, effective: 90, source: 'registry' }),
    'SessTimeout is set to 1 min 30 s on this PC',
  ],
  [
    observe('timer', { timer: 'auto-disconnect', unit: 'min', configured: 0xffffffff, effective: 0xffffffff }),
    'AutoDisconnect is set to never on this PC',
  ],
  [
    observe('timer', {
      timer: 'enable-forced-logoff',
      unit: 'flag',
      effective: 1,
      machine: 'target',
      source: 'server',
    }),
    'EnableForcedLogOff: the service of the server works with on',
  ],
  [
    observe('timer', { configured: null, effective: null, problem: 'wrong-type', stored: 'REG_SZ “90”' }),
    'SessTimeout on this PC is no number, but REG_SZ “90”',
  ],
  [observe('rdp-setting'), 'MaxIdleTime is 15 min 00 s on the server, by policy'],
  [
    observe('rdp-setting', { setting: 'max-instances', configured: 999_999, effective: 999_999, source: 'setting' }),
    'MaxInstanceCount is no limit on the server',
  ],
  [observe('smb-signing'), 'Signing of the SMB client on this PC: required yes, enabled not set'],
])('%# reads as it should', (seen, words) => {
  expect(wordsOf(describeObservation(seen))).toBe(words);
});

test('every timer and every setting has words for what it is and does', () => {
  expect(timerOrder.flatMap((id) => [{ id: timers[id].label }, { id: timers[id].does }]).flatMap(faultsOf)).toEqual([]);
  expect(rdpSettingOrder.map((id) => ({ id: rdpSettings[id].meaning })).flatMap(faultsOf)).toEqual([]);
});
