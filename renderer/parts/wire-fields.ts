import type { Exchange, WireBytes } from '../../app/model/exchange.ts';

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

/** Commands of the exchanges that this version makes, by series: number and the specification's name. */
const commands: Readonly<Partial<Record<Exchange['series'], { readonly code: number; readonly name: string }>>> = {
  'smb1.negotiate': { code: 0x72, name: 'SMB_COM_NEGOTIATE' },
  'smb1.session-setup': { code: 0x73, name: 'SMB_COM_SESSION_SETUP_ANDX' },
  'smb1.tree-connect': { code: 0x75, name: 'SMB_COM_TREE_CONNECT_ANDX' },
  'smb1.echo': { code: 0x2b, name: 'SMB_COM_ECHO' },
  'smb1.query-fs-info': { code: 0x32, name: 'TRANS2_QUERY_FS_INFORMATION' },
  'smb1.tree-disconnect': { code: 0x71, name: 'SMB_COM_TREE_DISCONNECT' },
  'smb1.logoff': { code: 0x74, name: 'SMB_COM_LOGOFF_ANDX' },
  'smb2.negotiate': { code: 0x00, name: 'SMB2 NEGOTIATE' },
};

/** The command of an exchange as its specification names it; null where none travelled. */
export function commandName({ series }: Exchange): string | null {
  return commands[series]?.name ?? null;
}

/** A Wireshark display filter that finds the exchange in a capture of the run. */
export function wiresharkFilter(exchange: Exchange, port: number): string {
  const command = commands[exchange.series];
  if (exchange.series === 'rdp.negotiate') return `tcp.port == ${port} && tpkt`;
  if (exchange.series === 'rdp.tls') return `tcp.port == ${port} && tls.handshake`;
  if (command === undefined) return `tcp.port == ${port} && tcp.flags.syn == 1`;
  if (exchange.series === 'smb2.negotiate') return `tcp.port == ${port} && smb2.cmd == 0`;
  const parts = [
    ...(exchange.mid === undefined ? [] : [`smb.mid == ${exchange.mid}`]),
    `smb.cmd == 0x${command.code.toString(16)}`,
  ];
  return parts.join(' && ');
}
