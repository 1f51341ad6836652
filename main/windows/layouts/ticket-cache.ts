import { dateFromFiletime } from '../../net/filetime.ts';
import type { KerberosTicket } from '../tickets.ts';
import type { Memory } from './memory.ts';
import { followed } from './memory.ts';

/** KERB_TICKET_CACHE_INFO and KERB_TICKET_CACHE_INFO_EX (ntsecapi.h) on x64: the second begins with the client. */
const rowBytes = { plain: 64, extended: 96 } as const;
/** KERB_QUERY_TKT_CACHE_RESPONSE: the kind of message and the count come before the rows. */
const headerBytes = 8;
const unicodeStringBytes = 16;

/** What came back from QueryTktCache (`plain`) or QueryTktCacheEx; null when it is shorter than its count says. */
export function decodeTicketCache(memory: Memory, form: keyof typeof rowBytes): readonly KerberosTicket[] | null {
  const { octets } = memory;
  if (octets.length < headerBytes) return null;
  const count = octets.readUInt32LE(4);
  if (octets.length < headerBytes + count * rowBytes[form]) return null;
  return Array.from({ length: count }, (_, index) => {
    const row = headerBytes + index * rowBytes[form];
    const server = form === 'plain' ? row : row + 2 * unicodeStringBytes;
    const times = server + 2 * unicodeStringBytes;
    const client = form === 'plain' ? '' : unicodeString(memory, row);
    const clientRealm = form === 'plain' ? '' : unicodeString(memory, row + unicodeStringBytes);
    return {
      server: unicodeString(memory, server),
      realm: unicodeString(memory, server + unicodeStringBytes),
      client: client === '' ? '' : `${client}@${clientRealm}`,
      startsAt: time(octets, times),
      endsAt: time(octets, times + 8),
      renewsUntil: time(octets, times + 16),
    };
  });
}

/** UNICODE_STRING: its length in bytes, its room, and the text, which need not end with a null. */
function unicodeString(memory: Memory, offset: number): string {
  const text = followed(memory, offset + 8);
  return text === null ? '' : text.subarray(0, memory.octets.readUInt16LE(offset) & ~1).toString('utf16le');
}

/** ISO 8601; null for no time, and for Windows' "never" in the year 30828. */
function time(octets: Buffer, offset: number): string | null {
  const text = dateFromFiletime(octets.readBigUInt64LE(offset))?.toISOString();
  return text === undefined || text.startsWith('+') ? null : text;
}
