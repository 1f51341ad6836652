import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** The state column of /proc/net/tcp (Linux include/net/tcp_states.h). */
const LISTEN = '0A';

interface TcpRow {
  readonly localPort: number;
  readonly remotePort: number;
  readonly state: string;
  readonly inode: string;
}

/** The IPv4 sockets of this machine as the kernel lists them (proc(5)): ports and state are hexadecimal. */
function tcpRows(): readonly TcpRow[] {
  return readFileSync('/proc/net/tcp', 'ascii')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const columns = line.trim().split(/\s+/);
      const port = (address: string | undefined): number => Number.parseInt(address?.split(':')[1] ?? '', 16);
      return {
        localPort: port(columns[1]),
        remotePort: port(columns[2]),
        state: columns[3] ?? '',
        inode: columns[9] ?? '',
      };
    });
}

/** Whether something listens on the port. Asks the kernel, since a trial connection would count as a client. */
export function isListening(port: number): boolean {
  return tcpRows().some((row) => row.localPort === port && row.state === LISTEN);
}

/** The process among `candidates` which holds the server's end of the connection, or undefined. */
export function processServing(
  connection: { readonly serverPort: number; readonly clientPort: number },
  candidates: readonly number[],
): number | undefined {
  const row = tcpRows().find(
    ({ localPort, remotePort }) => localPort === connection.serverPort && remotePort === connection.clientPort,
  );
  if (row === undefined || row.inode === '0') return undefined;
  return candidates.find((pid) => openSockets(pid).includes(`socket:[${row.inode}]`));
}

/** The living processes of one process group. */
export function processGroup(group: number): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && groupOf(pid) === group);
}

/** The process group is the fifth field of /proc/PID/stat; the second, in brackets, may hold spaces. */
function groupOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'ascii');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : Number(group);
  } catch {
    return undefined;
  }
}

function openSockets(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

/** Ports of loopback which nobody held a moment ago; all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(servers.map((server) => listenOnLoopback(server)));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Starts listening on a free port of 127.0.0.1 and gives the port. */
export async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}
