import type { Exchange, SeriesId, WireBytes } from '../../app/model/exchange.ts';

/** A field of a message: where it stands in the bytes that travelled, and what it is. */
export interface WireField {
  readonly offset: number;
  readonly length: number;
  /** The specification's own name. */
  readonly name: string;
  /** The two that a technician looks for are boxed. */
  readonly mark?: 'status' | 'command';
}

const field = (offset: number, length: number, name: string, mark?: WireField['mark']): WireField =>
  mark === undefined ? { offset, length, name } : { offset, length, name, mark };

/** The header of every SMB1 message; [MS-CIFS] 2.2.3.1. */
const smb1Header: readonly WireField[] = [
  field(0, 4, 'Protocol'),
  field(4, 1, 'Command', 'command'),
  field(5, 4, 'Status', 'status'),
  field(9, 1, 'Flags'),
  field(10, 2, 'Flags2'),
  field(12, 2, 'PIDHigh'),
  field(14, 8, 'SecurityFeatures'),
  field(22, 2, 'Reserved'),
  field(24, 2, 'TID'),
  field(26, 2, 'PIDLow'),
  field(28, 2, 'UID'),
  field(30, 2, 'MID'),
  field(32, 1, 'WordCount'),
];

/** The synchronous header of every SMB2 message; [MS-SMB2] 2.2.1.2. */
const smb2Header: readonly WireField[] = [
  field(0, 4, 'ProtocolId'),
  field(4, 2, 'StructureSize'),
  field(6, 2, 'CreditCharge'),
  field(8, 4, 'Status', 'status'),
  field(12, 2, 'Command', 'command'),
  field(14, 2, 'CreditResponse'),
  field(16, 4, 'Flags'),
  field(20, 4, 'NextCommand'),
  field(24, 8, 'MessageId'),
  field(32, 4, 'Reserved'),
  field(36, 4, 'TreeId'),
  field(40, 8, 'SessionId'),
  field(48, 16, 'Signature'),
];

/** The bytes of a message as numbers. */
export function bytesOf({ hex }: WireBytes): readonly number[] {
  return hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
}

/** The header fields in these bytes, the length prefix of the transport included; empty for what is not SMB. */
export function wireFields({ hex }: WireBytes): readonly WireField[] {
  for (const [magic, header] of [
    ['ff534d42', smb1Header],
    ['fe534d42', smb2Header],
  ] as const) {
    const base = hex.startsWith(magic) ? 0 : hex.startsWith(magic, 8) ? 4 : null;
    if (base === null) continue;
    // [MS-SMB] 2.1: one zero byte and a length of three bytes before each message over TCP.
    const prefix = base === 4 ? [field(0, 1, 'MessageType'), field(1, 3, 'StreamProtocolLength')] : [];
    return [...prefix, ...header.map((one) => ({ ...one, offset: one.offset + base }))].filter(
      ({ offset, length }) => offset + length <= hex.length / 2,
    );
  }
  return [];
}

/** Whether the status of an SMB1 message is a DOS class and code: SMB_FLAGS2_NT_STATUS, [MS-CIFS] 2.2.3.1, is clear. */
export function hasDosStatus(wire: WireBytes): boolean {
  const flags2 = wireFields(wire).find(({ name }) => name === 'Flags2');
  const high = flags2 === undefined ? undefined : bytesOf(wire)[flags2.offset + 1];
  return high !== undefined && (high & 0x40) === 0;
}

interface Command {
  readonly code: number;
  readonly name: string;
}

/**
 * The command of each kind of exchange over SMB: number and the specification's name, [MS-CIFS] 2.2.2.1, 2.2.2.2 and
 * [MS-SMB2] 2.2.1.2.
 */
const commands: Readonly<Partial<Record<SeriesId, Command>>> = {
  'smb1.negotiate': { code: 0x72, name: 'SMB_COM_NEGOTIATE' },
  'smb1.session-setup': { code: 0x73, name: 'SMB_COM_SESSION_SETUP_ANDX' },
  'smb1.tree-connect': { code: 0x75, name: 'SMB_COM_TREE_CONNECT_ANDX' },
  'smb1.echo': { code: 0x2b, name: 'SMB_COM_ECHO' },
  'smb1.query-fs-info': { code: 0x32, name: 'TRANS2_QUERY_FS_INFORMATION' },
  'smb1.tree-disconnect': { code: 0x71, name: 'SMB_COM_TREE_DISCONNECT' },
  'smb1.logoff': { code: 0x74, name: 'SMB_COM_LOGOFF_ANDX' },
  'smb1.open': { code: 0xa2, name: 'SMB_COM_NT_CREATE_ANDX' },
  'smb1.read': { code: 0x2e, name: 'SMB_COM_READ_ANDX' },
  'smb1.write': { code: 0x2f, name: 'SMB_COM_WRITE_ANDX' },
  'smb1.flush': { code: 0x05, name: 'SMB_COM_FLUSH' },
  'smb1.close': { code: 0x04, name: 'SMB_COM_CLOSE' },
  'smb1.delete': { code: 0x06, name: 'SMB_COM_DELETE' },
  'smb1.query-path-info': { code: 0x32, name: 'TRANS2_QUERY_PATH_INFORMATION' },
  'smb1.find-first': { code: 0x32, name: 'TRANS2_FIND_FIRST2' },
  'smb1.find-next': { code: 0x32, name: 'TRANS2_FIND_NEXT2' },
  'smb1.find-close': { code: 0x34, name: 'SMB_COM_FIND_CLOSE2' },
  'smb1.locking': { code: 0x24, name: 'SMB_COM_LOCKING_ANDX' },
  'smb1.notify-change': { code: 0xa0, name: 'NT_TRANSACT_NOTIFY_CHANGE' },
  'smb2.negotiate': { code: 0x00, name: 'SMB2 NEGOTIATE' },
  'smb2.session-setup': { code: 0x01, name: 'SMB2 SESSION_SETUP' },
  'smb2.logoff': { code: 0x02, name: 'SMB2 LOGOFF' },
  'smb2.tree-connect': { code: 0x03, name: 'SMB2 TREE_CONNECT' },
  'smb2.tree-disconnect': { code: 0x04, name: 'SMB2 TREE_DISCONNECT' },
  'smb2.echo': { code: 0x0d, name: 'SMB2 ECHO' },
} satisfies Readonly<Record<Extract<SeriesId, `smb${string}`>, Command>>;

/** The command of an exchange as its specification names it; null where none travelled. */
export function commandName({ series }: Exchange): string | null {
  return commands[series]?.name ?? null;
}

/** A Wireshark display filter that finds the exchange in a capture of the run. */
export function wiresharkFilter({ series, mid }: Exchange, port: number): string {
  const command = commands[series];
  if (series === 'nbss.session') return `tcp.port == ${port} && nbss.type == 0x81`;
  if (series === 'rdp.negotiate') return `tcp.port == ${port} && tpkt`;
  if (series === 'rdp.tls') return `tcp.port == ${port} && tls.handshake`;
  if (command === undefined) return `tcp.port == ${port} && tcp.flags.syn == 1`;
  const overSmb2 = series.startsWith('smb2.');
  const id = overSmb2 ? 'smb2.msg_id' : 'smb.mid';
  const code = overSmb2 ? `smb2.cmd == ${command.code}` : `smb.cmd == 0x${command.code.toString(16)}`;
  return `${mid === undefined ? `tcp.port == ${port}` : `${id} == ${mid}`} && ${code}`;
}
