import { capabilities, securityModes } from '../../../main/smb1/codec/flags.ts';
import type { NtLmNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';

/** What a server with user-level security and a plain challenge says; tests change what they are about. */
export const negotiated: NtLmNegotiateResponse = {
  kind: 'nt-lm',
  dialectIndex: 0,
  securityMode: securityModes.NEGOTIATE_USER_SECURITY | securityModes.NEGOTIATE_ENCRYPT_PASSWORDS,
  maxMpxCount: 50,
  maxNumberVcs: 1,
  maxBufferSize: 16_644,
  maxRawSize: 65_536,
  sessionKey: 0x1234,
  capabilities: capabilities.CAP_UNICODE | capabilities.CAP_NT_SMBS | capabilities.CAP_STATUS32,
  systemTime: null,
  serverTimeZone: 0,
  security: {
    kind: 'challenge',
    challenge: Buffer.from('0123456789abcdef', 'hex'),
    domainName: 'DOMAIN',
    serverName: 'SERVER',
  },
};
