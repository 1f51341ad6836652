/** What a client answers to a challenge, [MS-NLMP] 3.1.5.1.2. */
import type { AvPair } from './av-pairs.ts';
import { avFlagMicPresent, avIds, avText, avValue, encodeAvPairs } from './av-pairs.ts';
import type { ChallengeMessage } from './ntlmssp.ts';
import { encodeAuthenticateMessage, micAt, negotiateFlags } from './ntlmssp.ts';
import { hmacMd5, lmv2Response, ntlmv2Response, ntowfv2 } from './ntlmv2.ts';

/** What the client asks for. No key exchange, so no RC4; no LM key. */
export const offeredFlags =
  negotiateFlags.NTLMSSP_NEGOTIATE_UNICODE |
  negotiateFlags.NTLMSSP_REQUEST_TARGET |
  negotiateFlags.NTLMSSP_NEGOTIATE_NTLM |
  negotiateFlags.NTLMSSP_NEGOTIATE_ALWAYS_SIGN |
  negotiateFlags.NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY |
  negotiateFlags.NTLMSSP_NEGOTIATE_VERSION |
  negotiateFlags.NTLMSSP_NEGOTIATE_128;

export interface AuthenticateInput {
  /** The NEGOTIATE and CHALLENGE messages as they travelled: the MIC covers them. */
  readonly negotiate: Buffer;
  readonly challengeBytes: Buffer;
  readonly challenge: ChallengeMessage;
  /** The pairs of `challenge.targetInfo`. */
  readonly targetInfo: readonly AvPair[];
  readonly user: string;
  readonly domain: string;
  readonly password: string;
  /** NetBIOS name of this PC: accounts may be bound to certain ones. */
  readonly workstation: string;
  /** "cifs/HOST", which servers may check. */
  readonly servicePrincipalName: string;
  readonly clientChallenge: Buffer;
  /** FILETIME, for servers that send no clock of their own. */
  readonly now: bigint;
}

/** What a named user answers. */
export interface UserAuthentication {
  /** Bytes of the AUTHENTICATE message. */
  readonly message: Buffer;
  /** ExportedSessionKey, which without key exchange is SessionBaseKey; never leaves this PC. */
  readonly sessionKey: Buffer;
}

/** The AUTHENTICATE message of a named user, and the key that it agrees on with the server. */
export function authenticateUser(input: AuthenticateInput): UserAuthentication {
  const { challenge, targetInfo, user, domain, clientChallenge } = input;
  const key = ntowfv2(user, domain, input.password);
  const timestamp = avValue(targetInfo, avIds.MsvAvTimestamp);
  const withMic = timestamp?.length === 8;
  const { response, sessionBaseKey } = ntlmv2Response({
    key,
    serverChallenge: challenge.serverChallenge,
    clientChallenge,
    time: withMic ? timestamp.readBigUInt64LE(0) : input.now,
    targetInfo: encodeAvPairs(clientPairs(targetInfo, withMic, input.servicePrincipalName)),
  });
  const message = encodeAuthenticateMessage({
    lmChallengeResponse: withMic ? Buffer.alloc(24) : lmv2Response(key, challenge.serverChallenge, clientChallenge),
    ntChallengeResponse: response,
    domainName: domain,
    userName: user,
    workstation: input.workstation,
    flags: agreedFlags(challenge.flags),
    mic: withMic ? Buffer.alloc(16) : null,
  });
  if (withMic) hmacMd5(sessionBaseKey, input.negotiate, input.challengeBytes, message).copy(message, micAt);
  return { message, sessionKey: sessionBaseKey };
}

/** Bytes of the AUTHENTICATE message of nobody: no NT response, and a single zero as LM response. */
export function authenticateAnonymous(challenge: ChallengeMessage): Buffer {
  return encodeAuthenticateMessage({
    lmChallengeResponse: Buffer.alloc(1),
    ntChallengeResponse: Buffer.alloc(0),
    domainName: '',
    userName: '',
    workstation: '',
    flags: agreedFlags(challenge.flags) | negotiateFlags.NTLMSSP_NEGOTIATE_ANONYMOUS,
    mic: null,
  });
}

function agreedFlags(serverFlags: number): number {
  return ((offeredFlags & serverFlags) | negotiateFlags.NTLMSSP_NEGOTIATE_UNICODE) >>> 0;
}

/** The server's pairs, with what the client has to add. */
function clientPairs(targetInfo: readonly AvPair[], withMic: boolean, servicePrincipalName: string): readonly AvPair[] {
  if (targetInfo.length === 0) return [];
  const flags = Buffer.alloc(4);
  avValue(targetInfo, avIds.MsvAvFlags)?.copy(flags, 0, 0, 4);
  flags.writeUInt32LE((flags.readUInt32LE(0) | avFlagMicPresent) >>> 0);
  return [
    ...targetInfo.filter(({ id }) => !(withMic && id === avIds.MsvAvFlags)),
    ...(withMic ? [{ id: avIds.MsvAvFlags, value: flags }] : []),
    { id: avIds.MsvAvChannelBindings, value: Buffer.alloc(16) },
    avText(avIds.MsvAvTargetName, servicePrincipalName),
  ];
}
