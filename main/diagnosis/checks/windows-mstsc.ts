import type { ObservationOf } from '../../../app/model/observation.ts';
import { fullAddressOf } from '../../../app/windows/rdp-file.ts';
import { subjectOf, userNameOf, whose } from '../../../app/windows/whose.ts';
import type { ProcessEntry } from '../../windows/processes.ts';
import type { TcpRow } from '../../windows/ports.ts';
import type { RegistryKey } from '../../windows/registry.ts';
import { valueOf } from '../../windows/registry.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

const clientKey = 'SOFTWARE\\Microsoft\\Terminal Server Client';
/** Who has more remembers nothing by it. */
const MOST_SERVERS = 50;

/** Looks for running Remote Desktop clients, and what the client remembers of servers and names. */
export const windowsMstscCheck: Check = {
  id: 'windows-mstsc',
  run: (context) =>
    inspectWindows(context, 'windows-mstsc', async (inspection) => {
      await noteClients(context, inspection);
      await noteMemory(context, inspection);
      return done;
    }),
};

async function noteClients(context: CheckContext, inspection: Inspection): Promise<void> {
  const { windows, read, notRead } = inspection;
  const processes = await windows.processes('mstsc.exe', read);
  if (!processes.ok) {
    notRead(processes.error, { machine: 'this-pc', reading: 'processes', name: 'mstsc.exe' });
    return;
  }
  context.recorder.observe('windows-mstsc', 'rdp-clients-counted', { count: processes.value.length });
  if (processes.value.length === 0) return;
  const table = await windows.tcpTable(read);
  if (!table.ok) notRead(table.error, { machine: 'this-pc', reading: 'tcp-table' });
  for (const process of processes.value) {
    const { pid, path, commandLine, windowTitle, owner, sessionId, createdAt } = process;
    context.recorder.observe('windows-mstsc', 'rdp-client', {
      pid,
      path,
      startedAt: createdAt,
      session: sessionId,
      owner,
      belongsTo: belongsTo(process, context, inspection),
      commandLine,
      windowTitle,
      connections: table.ok ? connectionsOf(pid, table.value) : null,
    });
  }
}

/** By the owner's name; where that can't be asked, a client in the session of this program is its user's. */
function belongsTo({ owner, sessionId }: ProcessEntry, { request }: CheckContext, { system }: Inspection) {
  const subject = subjectOf({ kind: 'anonymous' }, system?.user ?? null);
  if (owner !== null) {
    const named = subjectOf(request.target.account, system?.user ?? null);
    const whom = whose(userNameOf(owner), subject);
    return whom === 'user' ? whom : whose(userNameOf(owner), named);
  }
  return sessionId !== null && sessionId === system?.sessionId ? 'user' : 'unknown';
}

/** Where Windows tells no owner of any connection, it tells none of this one's either. */
function connectionsOf(pid: number, rows: readonly TcpRow[]): string[] | null {
  const established = rows.filter(({ state }) => state === 'established');
  if (established.length > 0 && established.every((row) => row.pid === null || row.pid === 0)) return null;
  return established
    .filter((row) => row.pid === pid)
    .map(({ remoteAddress, remotePort }) => `${remoteAddress}:${String(remotePort)}`);
}

async function noteMemory(context: CheckContext, inspection: Inspection): Promise<void> {
  const recent = await keyOf(inspection, `${clientKey}\\Default`);
  const servers = await keyOf(inspection, `${clientKey}\\Servers`);
  const userHints: ObservationOf<'rdp-client-memory'>['userHints'] = [];
  for (const server of servers?.subkeys.slice(0, MOST_SERVERS) ?? []) {
    const user = textOf(await keyOf(inspection, `${clientKey}\\Servers\\${server}`), 'UsernameHint');
    if (user !== '') userHints.push({ server, user });
  }
  const savedCredentials = await savedNames(inspection);
  const { host } = context.request.target;
  const memory = {
    recent: recentServers(recent),
    userHints,
    defaultAddress: await defaultAddress(inspection),
    savedCredentials,
    savedForTarget: savedCredentials.some((name) => name.toLowerCase() === `termsrv/${host.toLowerCase()}`),
  };
  const { recent: used, defaultAddress: standard } = memory;
  if (used.length + userHints.length + savedCredentials.length === 0 && standard === null) return;
  context.recorder.observe('windows-mstsc', 'rdp-client-memory', memory);
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

/** MRU0 to MRU9, the latest first. */
function recentServers(key: RegistryKey | null): string[] {
  return Array.from({ length: 10 }, (_, index) => textOf(key, `MRU${String(index)}`)).filter((name) => name !== '');
}

async function savedNames({ windows, read, notRead }: Inspection): Promise<string[]> {
  const names = await windows.savedCredentialNames(read);
  if (!names.ok) {
    notRead(names.error, { machine: 'this-pc', reading: 'saved-credentials' });
    return [];
  }
  // Windows writes what kind of credential it is before the name: "LegacyGeneric:target=TERMSRV/rds02".
  return names.value.map((name) => name.replace(/^[^/]*target=/i, '')).filter((name) => /^termsrv\//i.test(name));
}

/** What Default.rdp, written at each connection, connects to. */
async function defaultAddress({ windows, read, notRead }: Inspection): Promise<string | null> {
  const file = await windows.defaultRdpFile(read);
  if (file.ok) return file.value === null ? null : fullAddressOf(file.value);
  notRead(file.error, { machine: 'this-pc', reading: 'default-rdp' });
  return null;
}
