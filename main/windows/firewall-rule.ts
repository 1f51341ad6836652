import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { FirewallProfile } from '../../app/model/observations/windows-settings.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';

/** A rule of Windows' firewall as the registry has it, [MS-GPFAS] 2.2.2.19. */
export interface FirewallRule {
  readonly name: string;
  readonly action: 'allow' | 'block' | 'bypass';
  readonly active: boolean;
  readonly direction: 'in' | 'out';
  /** Of IP; null for all. */
  readonly protocol: number | null;
  /** Null for all ports. Keywords, which stand for ports of services, are none. */
  readonly remotePorts: readonly PortRange[] | null;
  /** Empty for all kinds of network. */
  readonly profiles: readonly FirewallProfile[];
  /** The program, service or package that it is for; null for all. */
  readonly program: string | null;
  /** As they are written: addresses, ranges, subnets, keywords; empty for all. */
  readonly remoteAddresses: readonly string[];
  /** It has conditions that are not looked at here. */
  readonly narrowed: boolean;
}

interface PortRange {
  readonly first: number;
  readonly last: number;
}

const MOST_CHARACTERS = 32_768;

const profileNames: ReadonlyMap<string, FirewallProfile> = new Map([
  ['domain', 'domain'],
  ['private', 'private'],
  ['public', 'public'],
]);
const actions: ReadonlyMap<string, FirewallRule['action']> = new Map([
  ['allow', 'allow'],
  ['block', 'block'],
  ['bypass', 'bypass'],
]);
const directions: ReadonlyMap<string, FirewallRule['direction']> = new Map([
  ['in', 'in'],
  ['out', 'out'],
]);

/** Fields that say something about a rule and narrow nothing. */
const remarks: ReadonlySet<string> = new Set(['name', 'desc', 'embedctxt', 'edge', 'defer']);

/** What cannot be read, and why. Anybody with rights may write anything there. */
type Unreadable = 'too-long' | 'no-version' | 'no-value' | 'action' | 'direction' | 'profile' | 'protocol' | 'port';

/** Reads one rule: "v2.31|Action=Block|Active=TRUE|Dir=Out|Protocol=6|RPort=445|Name=No SMB|". */
export function parseFirewallRule(text: string): Result<FirewallRule, Unreadable> {
  if (text.length > MOST_CHARACTERS) return failure('too-long');
  const [version = '', ...parts] = text.split('|');
  if (!/^v\d{1,3}\.\d{1,3}$/.test(version)) return failure('no-version');
  const fields = new Map<string, string[]>();
  for (const part of parts) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    if (equals < 1) return failure('no-value');
    const name = part.slice(0, equals).toLowerCase();
    const values = fields.get(name) ?? [];
    values.push(part.slice(equals + 1));
    fields.set(name, values);
  }
  return fromFields(fields);
}

function fromFields(fields: Map<string, string[]>): Result<FirewallRule, Unreadable> {
  const take = (name: string): readonly string[] => {
    const values = fields.get(name) ?? [];
    fields.delete(name);
    return values;
  };
  const word = (name: string): string => (take(name)[0] ?? '').toLowerCase();
  const name = fields.get('name')?.[0] ?? '';

  const action = actions.get(word('action'));
  if (action === undefined) return failure('action');
  const direction = directions.get(word('dir'));
  if (direction === undefined) return failure('direction');
  const active = word('active') === 'true';
  const protocol = protocolOf(take('protocol')[0]);
  if (protocol === 'unreadable') return failure('protocol');

  const profiles: FirewallProfile[] = [];
  for (const written of take('profile')) {
    const profile = profileNames.get(written.toLowerCase());
    if (profile === undefined) return failure('profile');
    profiles.push(profile);
  }
  const written = [...take('rport'), ...take('rport2_10')];
  const remotePorts: PortRange[] = [];
  for (const port of written) {
    const range = portRangeOf(port);
    if (range === 'unreadable') return failure('port');
    if (range !== 'keyword') remotePorts.push(range);
  }
  const remoteAddresses = ['ra4', 'ra6', 'ra42', 'ra62'].flatMap(take);
  // A rule for services has the package or service beside the program; one of them is enough to name it.
  const [program = null] = [...take('app'), ...take('svc'), ...take('apppkgid')];
  const narrowed = [...fields.keys()].some((field) => !remarks.has(field));
  return success({
    name,
    action,
    active,
    direction,
    protocol,
    remotePorts: written.length === 0 ? null : remotePorts,
    profiles,
    program,
    remoteAddresses,
    narrowed,
  });
}

const ANY_PROTOCOL = 256;

function protocolOf(written: string | undefined): number | null | 'unreadable' {
  if (written === undefined) return null;
  if (!/^\d{1,3}$/.test(written)) return 'unreadable';
  const protocol = Number(written);
  if (protocol > ANY_PROTOCOL) return 'unreadable';
  return protocol === ANY_PROTOCOL ? null : protocol;
}

function portRangeOf(written: string): PortRange | 'keyword' | 'unreadable' {
  if (/^[a-z][\w-]*$/i.test(written)) return 'keyword';
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(written) ?? [];
  if (first === undefined || Number(first) > Number(last) || Number(last) > 0xffff) return 'unreadable';
  return { first: Number(first), last: Number(last) };
}

const TCP = 6;

/** Whether a rule looks at TCP connections that go out to a port. */
export function bearsOnTcpOut(rule: FirewallRule, port: number): boolean {
  if (!rule.active || rule.direction !== 'out') return false;
  if (rule.protocol !== null && rule.protocol !== TCP) return false;
  return rule.remotePorts?.some(({ first, last }) => first <= port && port <= last) ?? true;
}

/**
 * Whether a rule is for all addresses, for one of `addresses`, for none of them, or for some that can't be told without
 * knowing the network (keywords such as LocalSubnet), or without an address.
 */
export function addressesOf(
  { remoteAddresses }: FirewallRule,
  addresses: readonly string[],
): 'all' | 'target' | 'other' | 'unknown' {
  if (remoteAddresses.length === 0) return 'all';
  const list = new BlockList();
  const added = remoteAddresses.map((written) => add(list, written));
  const listed = addresses.some((address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'));
  if (listed) return 'target';
  return addresses.length > 0 && added.every((known) => known) ? 'other' : 'unknown';
}

/** Adds "192.0.2.1", "192.0.2.1-192.0.2.9", "192.0.2.0/24" or "192.0.2.0/255.255.255.0"; false for anything else. */
function add(list: BlockList, written: string): boolean {
  const [first = '', last] = written.split('-');
  const [network = '', mask] = first.split('/');
  const family = isIPv4(network) ? 'ipv4' : isIPv6(network) ? 'ipv6' : null;
  if (family === null) return false;
  if (last !== undefined) {
    if (mask !== undefined || (family === 'ipv4' ? !isIPv4(last) : !isIPv6(last))) return false;
    try {
      list.addRange(network, last, family);
    } catch {
      // It ends before it begins.
      return false;
    }
    return true;
  }
  const bits = mask === undefined ? (family === 'ipv4' ? 32 : 128) : prefixOf(mask, family);
  if (bits === null) return false;
  list.addSubnet(network, bits, family);
  return true;
}

function prefixOf(mask: string, family: 'ipv4' | 'ipv6'): number | null {
  if (/^\d{1,3}$/.test(mask)) {
    const bits = Number(mask);
    return bits <= (family === 'ipv4' ? 32 : 128) ? bits : null;
  }
  if (family === 'ipv6' || !isIPv4(mask)) return null;
  const binary = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(binary) ? binary.replaceAll('0', '').length : null;
}
