/** KERB_PROTOCOL_MESSAGE_TYPE (ntsecapi.h). */
const KerbPurgeTicketCacheMessage = 6;

/**
 * KERB_PURGE_TKT_CACHE_REQUEST on x64: the kind, a LUID of 0 for one's own logon session, and two empty UNICODE_STRINGs,
 * for every server and every realm.
 */
export function encodePurgeAllTickets(): Buffer {
  const octets = Buffer.alloc(48);
  octets.writeUInt32LE(KerbPurgeTicketCacheMessage);
  return octets;
}
