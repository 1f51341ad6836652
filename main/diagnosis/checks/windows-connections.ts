import type { Target } from '../../../app/model/target.ts';
import type { ObservationOf } from '../../../app/model/observation.ts';
import { isSameHost, serverOfUnc } from '../../../app/windows/same-host.ts';
import type { RegistryKey } from '../../windows/registry.ts';
import { valueOf } from '../../windows/registry.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

const id = 'windows-connections';
/** One subkey for each drive that Windows connects again at sign-in. */
const rememberedKey = 'Network';
/** Windows' redirector speaks to these ports and no others. */
const redirectorPorts: ReadonlySet<number> = new Set([445, 139]);

type Connection = Pick<ObservationOf<'user-connection'>, 'drive' | 'remote' | 'state' | 'user'>;

/** Looks at the connections that the user has, reads the user's path as the user's programs do, with a clock beside. */
export const windowsConnectionsCheck: Check = {
  id,
  run: (context) =>
    inspectWindows(context, id, async (inspection) => {
      const connections = await noteConnections(context, inspection);
      const path = pathOf(context.request.target, connections);
      if (path !== null) await notePath(context, inspection, path);
      return done;
    }),
};

async function noteConnections(context: CheckContext, inspection: Inspection): Promise<readonly Connection[]> {
  const { windows, read, notRead, system } = inspection;
  const { host } = context.request.target;
  const live = await windows.connections(read);
  if (!live.ok) notRead(live.error, { machine: 'this-pc', reading: 'connections' });
  const seen: readonly Connection[] = live.ok
    ? live.value.map(({ status: state, ...rest }) => ({ ...rest, state }))
    : [];
  const remembered = (await rememberedConnections(inspection)).filter(
    ({ drive }) => live.ok && !seen.some((one) => one.drive.toUpperCase() === drive.toUpperCase()),
  );
  const all = [...seen, ...remembered];
  for (const { drive, remote, state, user } of all) {
    const forTarget = isSameHost(serverOfUnc(remote), host);
    const elevated = system?.elevated ?? null;
    context.recorder.observe(id, 'user-connection', { drive, remote, state, user, forTarget, elevated });
  }
  return all.filter(({ remote }) => isSameHost(serverOfUnc(remote), host));
}

async function rememberedConnections(inspection: Inspection): Promise<readonly Connection[]> {
  const drives = await keyOf(inspection, rememberedKey);
  const connections: Connection[] = [];
  for (const letter of drives?.subkeys ?? []) {
    const key = await keyOf(inspection, `${rememberedKey}\\${letter}`);
    const remote = textOf(key, 'RemotePath');
    if (remote === '') continue;
    connections.push({
      drive: `${letter.toUpperCase()}:`,
      remote,
      state: 'remembered',
      user: textOf(key, 'UserName'),
    });
  }
  return connections;
}

async function keyOf({ windows, read, notRead }: Inspection, path: string): Promise<RegistryKey | null> {
  const key = await windows.registry.key(null, 'HKCU', path, read);
  if (key.ok) return key.value;
  notRead(key.error, { machine: 'this-pc', reading: 'registry', name: `HKCU\\${path}` });
  return null;
}

function textOf(key: RegistryKey | null, name: string): string {
  const value = valueOf(key, name);
  return value?.type === 'REG_SZ' || value?.type === 'REG_EXPAND_SZ' ? value.value : '';
}

/** The path that was named, else the share, else what is mapped of the target; null where nothing of it can be read. */
function pathOf({ host, port, share, path }: Target, connections: readonly Connection[]): string | null {
  if (!redirectorPorts.has(port)) return null;
  if (share === undefined) return connections[0]?.remote ?? null;
  return `\\\\${uncHost(host)}\\${share}${path === undefined ? '' : `\\${path}`}`;
}

/** An IPv6 address has colons, which no path may have. */
function uncHost(host: string): string {
  const address = host.replace(/^\[|\]$/g, '');
  return address.includes(':') ? `${address.replaceAll(':', '-').replace('%', 's')}.ipv6-literal.net` : host;
}

async function notePath(context: CheckContext, { windows, read, notRead }: Inspection, path: string): Promise<void> {
  const { recorder, request } = context;
  const answer = await windows.readPath(path, { ...read, deadlineMs: request.plan.workDeadlineMs });
  if (answer.ok) {
    recorder.observe(id, 'path-read', { path, ...answer.value });
  } else if (answer.error.kind === 'deadline') {
    recorder.observe(id, 'path-not-answered', { path, ms: answer.error.waitedMs });
  } else {
    notRead(answer.error, { machine: 'this-pc', reading: 'path', name: path });
  }
}
