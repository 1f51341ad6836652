/** A ticket that nobody issued: its times are real, what is in it is not. */
export interface MadeTicket {
  readonly service: readonly string[];
  readonly start: Date;
  readonly end: Date;
  readonly renew: Date;
}

/** A credential cache of MIT Kerberos, file format version 4, as Wine reads the user's tickets from. */
export function credentialCache(realm: string, user: string, tickets: readonly MadeTicket[]): Buffer {
  const client = principal(1, realm, [user]);
  // Tag 1: how far this PC's clock is off, which is not at all.
  const header = Buffer.concat([Buffer.from([5, 4]), uint16(12), uint16(1), uint16(8), uint32(0xffff_ffff), uint32(0)]);
  return Buffer.concat([header, client, ...tickets.map((ticket) => credential(realm, client, ticket))]);
}

const aes256 = 18;
/** forwardable, proxiable, renewable, initial. */
const flags = 0x40e1_0000;

function credential(realm: string, client: Buffer, { service, start, end, renew }: MadeTicket): Buffer {
  const times = [start, start, end, renew].map((time) => uint32(time.getTime() / 1000));
  const key = Buffer.concat([uint16(aes256), data(Buffer.alloc(32, 7))]);
  const noAddresses = uint32(0);
  const noAuthorisation = uint32(0);
  return Buffer.concat([
    client,
    principal(2, realm, service),
    key,
    ...times,
    Buffer.from([0]),
    uint32(flags),
    noAddresses,
    noAuthorisation,
    data(ticket(realm, service)),
    data(Buffer.alloc(0)),
  ]);
}

function principal(type: number, realm: string, parts: readonly string[]): Buffer {
  const texts = [realm, ...parts].map((text) => data(Buffer.from(text)));
  return Buffer.concat([uint32(type), uint32(parts.length), ...texts]);
}

/** Ticket of [RFC 4120] 5.3 around eighty bytes of nothing. */
function ticket(realm: string, service: readonly string[]): Buffer {
  const name = sequence(der(0xa0, integer(2)), der(0xa1, sequence(...service.map(generalString))));
  const encrypted = sequence(der(0xa0, integer(aes256)), der(0xa1, integer(2)), der(0xa2, der(4, Buffer.alloc(80, 9))));
  const parts = [integer(5), generalString(realm), name, encrypted];
  return der(0x61, sequence(...parts.map((part, index) => der(0xa0 + index, part))));
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const integer = (value: number): Buffer => der(2, Buffer.from([value]));
const generalString = (text: string): Buffer => der(0x1b, Buffer.from(text));

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const contents = Buffer.concat(parts);
  const { length } = contents;
  const octets = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...octets]), contents]);
}

const data = (octets: Buffer): Buffer => Buffer.concat([uint32(octets.length), octets]);

function uint16(value: number): Buffer {
  const octets = Buffer.alloc(2);
  octets.writeUInt16BE(value);
  return octets;
}

function uint32(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value);
  return octets;
}
