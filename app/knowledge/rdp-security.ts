import type { Target } from '../model/target.ts';

/** Where Remote Desktop listens unless told otherwise. */
const registeredPort = 3389;

/** The port of Remote Desktop on a target. */
export function rdpPortOf({ rdpPort = registeredPort }: Pick<Target, 'rdpPort'>): number {
  return rdpPort;
}

/** Security protocols by their number in requestedProtocols and selectedProtocol, [MS-RDPBCGR] 2.2.1.1.1 and 2.2.1.2.1. */
export const rdpProtocols = {
  /** Standard RDP Security: RDP's own encryption, no TLS. It is what a client asks for by offering nothing. */
  PROTOCOL_RDP: 0x00000000,
  PROTOCOL_SSL: 0x00000001,
  /** CredSSP in TLS, which is Network Level Authentication (NLA). */
  PROTOCOL_HYBRID: 0x00000002,
  PROTOCOL_RDSTLS: 0x00000004,
  /** CredSSP with the Early User Authorization Result PDU; NLA too. */
  PROTOCOL_HYBRID_EX: 0x00000008,
  /** Sign-in with Microsoft Entra ID. */
  PROTOCOL_RDSAAD: 0x00000010,
} as const;
export type RdpProtocol = keyof typeof rdpProtocols;

/** failureCode of an RDP Negotiation Failure, [MS-RDPBCGR] 2.2.1.2.2. */
export const rdpFailures = {
  SSL_REQUIRED_BY_SERVER: 0x00000001,
  SSL_NOT_ALLOWED_BY_SERVER: 0x00000002,
  SSL_CERT_NOT_ON_SERVER: 0x00000003,
  INCONSISTENT_FLAGS: 0x00000004,
  HYBRID_REQUIRED_BY_SERVER: 0x00000005,
  SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER: 0x00000006,
} as const;
export type RdpFailure = keyof typeof rdpFailures;

/** flags of an RDP Negotiation Response, [MS-RDPBCGR] 2.2.1.2.1. */
export const rdpResponseFlags = {
  EXTENDED_CLIENT_DATA_SUPPORTED: 0x01,
  DYNVC_GFX_PROTOCOL_SUPPORTED: 0x02,
  NEGRSP_FLAG_RESERVED: 0x04,
  RESTRICTED_ADMIN_MODE_SUPPORTED: 0x08,
  REDIRECTED_AUTHENTICATION_MODE_SUPPORTED: 0x10,
} as const;

/** What the Windows client offers first: whatever a server demands of it, one answer shows. */
export const windowsOffer: readonly RdpProtocol[] = ['PROTOCOL_SSL', 'PROTOCOL_HYBRID', 'PROTOCOL_HYBRID_EX'];

/** Protocols that begin with a TLS handshake ([MS-RDPBCGR] 5.4.5). */
export const overTls: ReadonlySet<string> = new Set<RdpProtocol>([
  'PROTOCOL_SSL',
  'PROTOCOL_HYBRID',
  'PROTOCOL_RDSTLS',
  'PROTOCOL_HYBRID_EX',
  'PROTOCOL_RDSAAD',
]);

/** Protocols in which the user signs in before a session begins (NLA). */
export const networkLevel: ReadonlySet<string> = new Set<RdpProtocol>(['PROTOCOL_HYBRID', 'PROTOCOL_HYBRID_EX']);
