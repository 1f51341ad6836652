import type { ServerInfo, WorkstationInfo } from '../lan-manager.ts';

/** WKSTA_INFO_502 (lmwksta.h): 35 numbers of four bytes. */
export const workstationInfo502Bytes = 140;
/** SERVER_INFO_102 (lmserver.h) on x64, without the texts that it points to. */
export const serverInfo102Bytes = 72;
/** SERVER_INFO_503 on x64: 18 numbers, the pointer to a text, and 23 numbers. */
export const serverInfo503Bytes = 176;

/** What NetWkstaGetInfo wrote at level 502; null when it is too short. */
export function decodeWorkstationInfo502(octets: Buffer): WorkstationInfo | null {
  if (octets.length < workstationInfo502Bytes) return null;
  return { keepConn: octets.readUInt32LE(12), sessTimeout: octets.readUInt32LE(20) };
}

/** What NetServerGetInfo wrote at level 102; null when it is too short. */
export function decodeServerInfo102(octets: Buffer): Pick<ServerInfo, 'autoDisconnect'> | null {
  // SV_NODISC is -1, so this one is a signed number.
  return octets.length < serverInfo102Bytes ? null : { autoDisconnect: octets.readInt32LE(44) };
}

/** What NetServerGetInfo wrote at level 503; null when it is too short. */
export function decodeServerInfo503(octets: Buffer): Omit<ServerInfo, 'autoDisconnect'> | null {
  if (octets.length < serverInfo503Bytes) return null;
  return {
    enableForcedLogOff: octets.readInt32LE(56) !== 0,
    minKeepSearch: octets.readUInt32LE(88),
    maxKeepSearch: octets.readUInt32LE(92),
    scavTimeout: octets.readUInt32LE(112),
    oplockBreakWait: octets.readUInt32LE(136),
  };
}
