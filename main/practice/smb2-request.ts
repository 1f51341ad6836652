import type { Head, Header } from '../smb2/codec/header.ts';
import { encodeErrorResponse } from '../smb2/codec/header.ts';
import type { Signer } from '../smb2/signing.ts';
import type { Reaction } from './reaction.ts';
import { reply } from './reaction.ts';
import type { SignedInAs } from './state.ts';

/** A session of one connection: signed in, or half way there. */
export interface Smb2SessionState {
  signedInAs: SignedInAs | null;
  /** The challenge that waits for its answer. */
  challenge: Buffer | null;
  preauthHash: Buffer;
  /** Null for nobody. */
  signer: Signer | null;
}

/** What the server remembers of one connection that speaks SMB2. */
export interface Smb2State {
  /** 0 before NEGOTIATE. */
  dialect: number;
  preauthHash: Buffer;
  readonly sessions: Map<bigint, Smb2SessionState>;
  /** Names of the shares by TreeId. */
  readonly trees: Map<number, { readonly sessionId: bigint; readonly share: string }>;
  /** The last number given to a session or a tree. */
  lastId: number;
}

/** An SMB2 request whose header was found sound. */
export interface Smb2Request {
  readonly message: Buffer;
  readonly header: Header;
  /** The header of its response. */
  readonly head: Head;
  readonly session: Smb2SessionState | undefined;
}

const statuses = {
  notImplemented: 0xc0000002,
  invalidDeviceRequest: 0xc0000010,
  accessDenied: 0xc0000022,
  logonFailure: 0xc000006d,
  networkNameDeleted: 0xc00000c9,
  badNetworkName: 0xc00000cc,
  insufficientResources: 0xc0000205,
  userSessionDeleted: 0xc0000203,
} as const;

/** A response without data. */
export function refuseSmb2(request: Smb2Request, refusal: keyof typeof statuses): Reaction {
  const status = statuses[refusal];
  return signedReply(request, encodeErrorResponse(request.header.command, { ...request.head, status }));
}

/** A response is signed where its request was, [MS-SMB2] 3.3.4.1.1. */
export function signedReply({ header, session }: Smb2Request, message: Buffer): Reaction {
  if (header.signed) session?.signer?.sign(message);
  return reply(message);
}
