import { describe, expect, test } from 'vitest';
import type { WindowsRecording } from '../../../main/windows/recording.ts';
import { windowsWith } from '../windows/recording.ts';
import { inspect } from './windows-check.ts';

type Keys = Extract<NonNullable<WindowsRecording['registry']>, Readonly<Record<string, unknown>>>;

const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

describe('the firewall', () => {
  const local = `${services}\\SharedAccess\\Parameters\\FirewallPolicy`;
  const byPolicy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';
  const on = { EnableFirewall: 1, DefaultOutboundAction: 0 };
  const allOn: Keys = {
    [`${local}\\DomainProfile`]: on,
    [`${local}\\StandardProfile`]: on,
    [`${local}\\PublicProfile`]: on,
  };
  const block = 'v2.31|Action=Block|Active=TRUE|Dir=Out|Protocol=6|RPort=445|';
  const firewallOf = async (keys: Keys, host = '192.0.2.10') => {
    const inspected = await inspect('windows-firewall', windowsWith({ registry: { ...allOn, ...keys } }), { host });
    return { ...inspected, rules: inspected.all('firewall-rule') };
  };
  const localRule = (text: string): Keys => ({ [`${local}\\FirewallRules`]: { one: text } });

  test('without rules that bear on the ports only its profiles and the count are told', async () => {
    const { rules, all } = await firewallOf(localRule('v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|'));
    expect(rules).toEqual([]);
    expect(all('firewall-profile').map(({ profile, enabled }) => [profile, enabled])).toEqual([
      ['domain', true],
      ['private', true],
      ['public', true],
    ]);
    expect(all('firewall-read')).toMatchObject([{ rules: 1, unreadable: 0, ports: [445, 3389] }]);
  });

  test.each<[string, Keys, object]>([
    ['for all', localRule(`${block}Name=No SMB|`), { name: 'No SMB', source: 'local', profiles: [], addresses: 'all' }],
    ['without a name', localRule(block), { name: 'one' }],
    ['for one profile', localRule(`${block}Profile=Public|`), { profiles: ['public'] }],
    ['for Windows’ own client', localRule(`${block}App=System|`), { program: 'System' }],
    ['for the target’s address', localRule(`${block}RA4=192.0.2.0/24|`), { addresses: 'target' }],
    ['for addresses that a keyword names', localRule(`${block}RA4=LocalSubnet|`), { addresses: 'unknown' }],
    ['with a further condition', localRule(`${block}IFType=Wireless|`), { narrowed: true }],
    ['by policy', { [`${byPolicy}\\FirewallRules`]: { gpo: block } }, { rule: 'gpo', source: 'policy' }],
    [
      'with the firewall off for domain networks',
      { ...localRule(block), [`${byPolicy}\\DomainProfile`]: { EnableFirewall: 0 } },
      { profiles: ['private', 'public'] },
    ],
  ])('a rule that blocks the port, %s', async (_what, keys, expected) => {
    const { rules } = await firewallOf(keys);
    expect(rules).toMatchObject([{ action: 'block', port: 445, ...expected }]);
  });

  test.each<[string, Keys]>([
    ['of another program', localRule(`${block}App=C:\\Program Files\\Browser\\browser.exe|`)],
    ['for other addresses', localRule(`${block}RA4=198.51.100.1|`)],
    ['that is off', localRule(block.replace('TRUE', 'FALSE'))],
    ['that allows, where nothing is blocked', localRule(block.replace('Block', 'Allow'))],
    [
      'of this PC, where policy lets only its own count',
      {
        ...localRule(block),
        [`${byPolicy}\\DomainProfile`]: { AllowLocalPolicyMerge: 0 },
        [`${byPolicy}\\PrivateProfile`]: { AllowLocalPolicyMerge: 0 },
        [`${byPolicy}\\PublicProfile`]: { AllowLocalPolicyMerge: 0 },
      },
    ],
  ])('a rule %s is not told', async (_what, keys) => {
    expect((await firewallOf(keys)).rules).toEqual([]);
  });

  test('where it lets out only what it is told to, what allows the port is told', async () => {
    const closed = { [`${local}\\PublicProfile`]: { EnableFirewall: 1, DefaultOutboundAction: 1 } };
    const { rules, all } = await firewallOf({ ...localRule(block.replace('Block', 'Allow')), ...closed });
    expect(rules).toMatchObject([{ action: 'allow', profiles: ['public'] }]);
    expect(all('firewall-profile').find(({ profile }) => profile === 'public')).toMatchObject({ blocksOutbound: true });
  });

  test('rules that nobody can read are counted', async () => {
    const { all } = await firewallOf({ [`${local}\\FirewallRules`]: { a: 'rubbish', b: block, c: 7 } });
    expect(all('firewall-read')).toMatchObject([{ rules: 2, unreadable: 1 }]);
  });
});
