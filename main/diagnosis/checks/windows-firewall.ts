import { isIP } from 'node:net';
import { rdpPortOf } from '../../../app/knowledge/rdp-security.ts';
import type { FirewallProfile } from '../../../app/model/observations/windows-settings.ts';
import type { FirewallRule } from '../../windows/firewall-rule.ts';
import { addressesOf, bearsOnTcpOut, parseFirewallRule } from '../../windows/firewall-rule.ts';
import type { RegistryKey } from '../../windows/registry.ts';
import { valueOf } from '../../windows/registry.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import { ownRegistry } from '../registry-keys.ts';
import type { Registry } from '../registry-keys.ts';
import { inspectWindows } from '../this-pc.ts';

type Source = 'policy' | 'local';

/** Where the settings stand, [MS-GPFAS] 2.2 for those by policy. A policy counts before what is set here. */
const keys: Readonly<Record<Source, string>> = {
  policy: 'SOFTWARE\\Policies\\Microsoft\\WindowsFirewall',
  local: 'SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy',
};

/** Whose connections sessions hang on: the SMB redirector, Remote Desktop's client, and services. Others' rules say nothing. */
const carriers = /^(system|.*\\(mstsc|svchost|lsass)\.exe)$/i;

/** The private profile has an older name where it is not set by policy. */
const profileKeys: Readonly<Record<FirewallProfile, Readonly<Record<Source, string>>>> = {
  domain: { policy: 'DomainProfile', local: 'DomainProfile' },
  private: { policy: 'PrivateProfile', local: 'StandardProfile' },
  public: { policy: 'PublicProfile', local: 'PublicProfile' },
};
const profiles = Object.keys(profileKeys) as readonly FirewallProfile[];

/** Looks for rules of this PC's own firewall that bear on the target's ports, outwards. */
export const windowsFirewallCheck: Check = {
  id: 'windows-firewall',
  run: (context) =>
    inspectWindows(context, 'windows-firewall', async (inspection) => {
      const registry = ownRegistry(inspection);
      const settings = await settingsOf(registry);
      if (settings === undefined) return done;
      for (const profile of profiles) noteProfile(context, profile, settings[profile]);
      await noteRules(context, registry, settings);
      return done;
    }),
};

interface ProfileSettings {
  readonly enabled: boolean | null;
  readonly blocksOutbound: boolean | null;
  readonly source: Source;
  /** Rules of this PC count beside those by policy. */
  readonly mergesLocal: boolean;
}

type Settings = Readonly<Record<FirewallProfile, ProfileSettings>>;

async function settingsOf(registry: Registry): Promise<Settings | undefined> {
  const read = async (profile: FirewallProfile): Promise<ProfileSettings | undefined> => {
    const names = profileKeys[profile];
    const policy = await registry.key('HKLM', `${keys.policy}\\${names.policy}`);
    const local = await registry.key('HKLM', `${keys.local}\\${names.local}`);
    return local === undefined ? undefined : merged(policy ?? null, local);
  };
  const [domain, privately, publicly] = [await read('domain'), await read('private'), await read('public')];
  if (domain === undefined || privately === undefined || publicly === undefined) return undefined;
  return { domain, private: privately, public: publicly };
}

function merged(policy: RegistryKey | null, local: RegistryKey | null): ProfileSettings {
  const byPolicy = flagOf(policy, 'EnableFirewall');
  return {
    enabled: byPolicy ?? flagOf(local, 'EnableFirewall'),
    blocksOutbound: flagOf(policy, 'DefaultOutboundAction') ?? flagOf(local, 'DefaultOutboundAction'),
    source: byPolicy === null ? 'local' : 'policy',
    mergesLocal: flagOf(policy, 'AllowLocalPolicyMerge') ?? true,
  };
}

function flagOf(key: RegistryKey | null, name: string): boolean | null {
  const value = valueOf(key, name);
  return value?.type === 'REG_DWORD' ? value.value !== 0 : null;
}

function noteProfile({ recorder }: CheckContext, profile: FirewallProfile, settings: ProfileSettings): void {
  const { enabled, blocksOutbound, source } = settings;
  // Where nothing at all is set, there is nothing to tell.
  if (enabled === null && blocksOutbound === null) return;
  recorder.observe('windows-firewall', 'firewall-profile', { profile, enabled, blocksOutbound, source });
}

async function noteRules(context: CheckContext, registry: Registry, settings: Settings): Promise<void> {
  const { recorder } = context;
  const ports = portsOf(context);
  const addresses = addressesOfTarget(context);
  let rules = 0;
  let unreadable = 0;
  let known = false;
  for (const source of ['policy', 'local'] as const) {
    const key = await registry.key('HKLM', `${keys[source]}\\FirewallRules`);
    if (key === undefined || key === null) continue;
    known = true;
    for (const [id, value] of key.values) {
      if (value.type !== 'REG_SZ') continue;
      const rule = parseFirewallRule(value.value);
      if (!rule.ok) {
        unreadable++;
        continue;
      }
      rules++;
      for (const port of ports) noteRule(context, { id, source, rule: rule.value, port }, settings, addresses);
    }
  }
  if (known) recorder.observe('windows-firewall', 'firewall-read', { rules: rules + unreadable, unreadable, ports });
}

interface Found {
  readonly id: string;
  readonly source: Source;
  readonly rule: FirewallRule;
  readonly port: number;
}

function noteRule(
  { recorder }: CheckContext,
  { id, source, rule, port }: Found,
  settings: Settings,
  addresses: readonly string[],
): void {
  if (!bearsOnTcpOut(rule, port) || (rule.program !== null && !carriers.test(rule.program))) return;
  const inForce = (rule.profiles.length === 0 ? profiles : rule.profiles).filter((profile) => {
    const { enabled, mergesLocal, blocksOutbound } = settings[profile];
    if (enabled === false || (source === 'local' && !mergesLocal)) return false;
    // What allows is worth telling only where the rest is blocked.
    return rule.action === 'block' || blocksOutbound === true;
  });
  const at = addressesOf(rule, addresses);
  if (inForce.length === 0 || at === 'other') return;
  recorder.observe('windows-firewall', 'firewall-rule', {
    rule: id,
    name: rule.name === '' ? id : rule.name,
    source,
    action: rule.action === 'block' ? 'block' : 'allow',
    port,
    profiles: inForce.length === profiles.length ? [] : inForce,
    ...(rule.program === null ? {} : { program: rule.program }),
    addresses: at,
    narrowed: rule.narrowed,
  });
}

/** Those that the name was found to have; before it was looked up, only a literal address is known. */
function addressesOfTarget({ request, bench }: CheckContext): readonly string[] {
  const { host } = request.target;
  return bench.addresses.length === 0 && isIP(host) !== 0 ? [host] : bench.addresses;
}

/** The ports of the target that this run is about; both where it asked neither. */
function portsOf({ request, bench }: CheckContext): number[] {
  const { target, plan } = request;
  const smb = plan.checks.includes('tcp');
  const remoteDesktop = plan.checks.includes('rdp-negotiate');
  const neither = !smb && !remoteDesktop;
  return [
    ...(smb || neither ? [bench.port ?? target.port] : []),
    ...(remoteDesktop || neither ? [rdpPortOf(target)] : []),
  ];
}
