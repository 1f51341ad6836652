import type { TcpRow } from '../ports.ts';

/** Rows of MIB_TCPTABLE_OWNER_PID and MIB_TCP6TABLE_OWNER_PID (tcpmib.h), which follow a count of four bytes. */
const countBytes = 4;
const rowBytes = { 4: 24, 6: 56 } as const;
/** MIB_TCP_STATE. */
const states: Readonly<Partial<Record<number, TcpRow['state']>>> = { 2: 'listen', 5: 'established' };

/** The table that GetExtendedTcpTable wrote for one IP version; null when it holds fewer rows than it says. */
export function decodeTcpTable(version: 4 | 6, octets: Buffer): readonly TcpRow[] | null {
  if (octets.length < countBytes) return null;
  const count = octets.readUInt32LE(0);
  const size = rowBytes[version];
  if (octets.length < countBytes + count * size) return null;
  return Array.from({ length: count }, (_, index) => {
    const start = countBytes + index * size;
    const row = octets.subarray(start, start + size);
    return version === 4 ? rowOf4(row) : rowOf6(row);
  });
}

/** State, local address and port, remote address and port, process. */
function rowOf4(row: Buffer): TcpRow {
  return {
    state: stateOf(row.readUInt32LE(0)),
    localAddress: row.subarray(4, 8).join('.'),
    localPort: row.readUInt16BE(8),
    remoteAddress: row.subarray(12, 16).join('.'),
    remotePort: row.readUInt16BE(16),
    pid: pidOf(row.readUInt32LE(20)),
  };
}

/** Local address, scope and port, remote address, scope and port, state, process. */
function rowOf6(row: Buffer): TcpRow {
  return {
    state: stateOf(row.readUInt32LE(48)),
    localAddress: addressText(row.subarray(0, 16)),
    localPort: row.readUInt16BE(20),
    remoteAddress: addressText(row.subarray(24, 40)),
    remotePort: row.readUInt16BE(44),
    pid: pidOf(row.readUInt32LE(52)),
  };
}

const stateOf = (code: number): TcpRow['state'] => states[code] ?? 'other';
const pidOf = (pid: number): number | null => (pid === 0 ? null : pid);

/** An IPv6 address as [RFC 5952] writes it: the longest run of zero groups, two at least, is left out. */
function addressText(octets: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => octets.readUInt16BE(2 * index).toString(16));
  const [longest] = [...groups.join(':').matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].sort(
    (a, b) => b[0].length - a[0].length,
  );
  if (longest === undefined) return groups.join(':');
  const text = groups.join(':');
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
