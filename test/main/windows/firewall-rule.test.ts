import { describe, expect, test } from 'vitest';
import type { FirewallRule } from '../../../main/windows/firewall-rule.ts';
import { addressesOf, bearsOnTcpOut, parseFirewallRule } from '../../../main/windows/firewall-rule.ts';
import { seededRandom } from '../../app/random.ts';

function parsed(text: string): FirewallRule {
  const rule = parseFirewallRule(text);
  if (!rule.ok) throw new Error(rule.error);
  return rule.value;
}

const out = (rest: string) => parsed(`v2.31|Action=Block|Active=TRUE|Dir=Out|${rest}`);

test('reads a rule as Windows writes it', () => {
  expect(
    parsed(
      'v2.31|Action=Block|Active=TRUE|Dir=Out|Protocol=6|Profile=Domain|Profile=Public|RPort=445|RPort2_10=137-139|' +
        'RA4=192.0.2.0/255.255.255.0|RA6=LocalSubnet|App=System|Name=@FirewallAPI.dll,-28502|Desc=a|EmbedCtxt=b|',
    ),
  ).toEqual({
    name: '@FirewallAPI.dll,-28502',
    action: 'block',
    active: true,
    direction: 'out',
    protocol: 6,
    remotePorts: [
      { first: 445, last: 445 },
      { first: 137, last: 139 },
    ],
    profiles: ['domain', 'public'],
    program: 'System',
    remoteAddresses: ['192.0.2.0/255.255.255.0', 'LocalSubnet'],
    narrowed: false,
  });
});

test('what it does not name is for all; without Active it is off', () => {
  expect(parsed('v2.10|Action=Allow|Dir=In|')).toMatchObject({
    active: false,
    protocol: null,
    remotePorts: null,
    profiles: [],
    program: null,
    remoteAddresses: [],
  });
});

test('a last field need not end in a bar, and words have no case', () => {
  expect(parsed('v2.10|action=ALLOW|dir=out|ACTIVE=true|name=x=y')).toMatchObject({ name: 'x=y', active: true });
});

test('a condition that nobody here knows narrows it', () => {
  expect(out('IFType=Wireless|Name=a|').narrowed).toBe(true);
  expect(out('LPort=80|Name=a|').narrowed).toBe(true);
  expect(out('Name=a|Edge=TRUE|').narrowed).toBe(false);
});

test.each([
  ['too-long', `v2.10|Name=${'x'.repeat(40_000)}|`],
  ['no-version', ''],
  ['no-version', 'BlockCortana|Action=Block|Active=TRUE|Dir=Out|'],
  ['no-version', 'v2|Action=Block|'],
  ['no-value', 'v2.10|Action=Block|Dir|'],
  ['no-value', 'v2.10|=Block|'],
  ['action', 'v2.10|Dir=Out|'],
  ['action', 'v2.10|Action=constructor|Dir=Out|'],
  ['direction', 'v2.10|Action=Block|Dir=Sideways|'],
  ['profile', 'v2.10|Action=Block|Dir=Out|Profile=Home|'],
  ['protocol', 'v2.10|Action=Block|Dir=Out|Protocol=tcp|'],
  ['protocol', 'v2.10|Action=Block|Dir=Out|Protocol=999|'],
  ['port', 'v2.10|Action=Block|Dir=Out|RPort=65536|'],
  ['port', 'v2.10|Action=Block|Dir=Out|RPort2_10=9-5|'],
  ['port', 'v2.10|Action=Block|Dir=Out|RPort=4 45|'],
])('refuses with %s: %s', (why, text) => {
  expect(parseFirewallRule(text)).toEqual({ ok: false, error: why });
});

test('never throws, whatever stands there', () => {
  const next = seededRandom(7);
  const random = (below: number): number => Math.floor(below * next());
  const whole =
    'v2.31|Action=Block|Active=TRUE|Dir=Out|Protocol=6|RPort2_10=1-9|RA4=192.0.2.1-192.0.2.9|RA6=fe80::/64|';
  for (let round = 0; round < 3000; round++) {
    const at = random(whole.length);
    const text = whole.slice(0, at) + String.fromCharCode(random(0x250)) + whole.slice(at + random(4));
    const rule = parseFirewallRule(text);
    if (rule.ok) addressesOf(rule.value, ['192.0.2.5', 'fe80::1']);
    expect(typeof rule.ok).toBe('boolean');
  }
});

describe('bearsOnTcpOut', () => {
  test.each<[string, string, boolean]>([
    ['all ports', '', true],
    ['the port', 'Protocol=6|RPort=445|', true],
    ['a range around it', 'Protocol=6|RPort2_10=400-500|', true],
    ['another port', 'Protocol=6|RPort=446|', false],
    ['a keyword only', 'Protocol=6|RPort2_10=IPHTTPSOut|', false],
    ['UDP', 'Protocol=17|RPort=445|', false],
    ['all protocols', 'Protocol=256|', true],
  ])('%s', (_name, rest, bears) => {
    expect(bearsOnTcpOut(out(rest), 445)).toBe(bears);
  });

  test('not when it is off, or for what comes in', () => {
    expect(bearsOnTcpOut(parsed('v2.10|Action=Block|Active=FALSE|Dir=Out|'), 445)).toBe(false);
    expect(bearsOnTcpOut(parsed('v2.10|Action=Block|Active=TRUE|Dir=In|'), 445)).toBe(false);
  });
});

describe('addressesOf', () => {
  test.each<[string, readonly string[], string]>([
    ['', [], 'all'],
    ['RA4=192.0.2.10|', ['192.0.2.10'], 'target'],
    ['RA4=192.0.2.1-192.0.2.20|', ['192.0.2.10'], 'target'],
    ['RA4=192.0.2.0/24|', ['192.0.2.10'], 'target'],
    ['RA4=192.0.2.0/255.255.255.0|', ['192.0.2.10'], 'target'],
    ['RA6=2001:db8::/32|', ['2001:db8::1'], 'target'],
    ['RA4=198.51.100.1|RA6=2001:db8::1-2001:db8::9|', ['192.0.2.10'], 'other'],
    ['RA4=198.51.100.1|RA4=LocalSubnet|', ['192.0.2.10'], 'unknown'],
    ['RA42=IntErnet|', ['192.0.2.10'], 'unknown'],
    ['RA4=198.51.100.1|', [], 'unknown'],
    ['RA4=192.0.2.0/255.0.255.0|', ['192.0.2.10'], 'unknown'],
    ['RA4=192.0.2.0/33|', ['192.0.2.10'], 'unknown'],
    ['RA4=192.0.2.20-192.0.2.1|', ['192.0.2.10'], 'unknown'],
    ['RA4=192.0.2.1-fe80::1|', ['192.0.2.10'], 'unknown'],
  ])('%s for %s: %s', (rest, addresses, expected) => {
    expect(addressesOf(out(rest), addresses)).toBe(expected);
  });
});
