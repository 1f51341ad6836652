/** What the proxy does to a frame that a rule picks, or to a whole connection. */
export type Fault =
  | { readonly kind: 'pass' }
  /** Hands it on later, in order. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Swallows it; the connection stays open. */
  | { readonly kind: 'stall' }
  /** Cuts the client off instead of handing it on. */
  | { readonly kind: 'rst' }
  | { readonly kind: 'fin' }
  /** Hands on so many of its bytes, then FIN. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** Hands it on in pieces. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly intervalMs: number }
  /** Hands on something else. */
  | { readonly kind: 'garbage'; readonly bytes: Uint8Array }
  | { readonly kind: 'duplicate' }
  /** Flips bits of the byte at an offset, counted from the first byte of the framing. */
  | { readonly kind: 'corrupt'; readonly offset: number; readonly xor: number }
  | { readonly kind: 'wrong-mid' }
  /** Accepts, says nothing, ever: nobody is behind the proxy. */
  | { readonly kind: 'accept-and-say-nothing' }
  | { readonly kind: 'accept-then-close'; readonly how: 'fin' | 'rst' };

export type Direction = 'to-client' | 'to-server';

/** A fault and what it is limited to; without limits it meets every frame that goes to the client. */
export interface FaultRule {
  readonly fault: Fault;
  readonly direction?: Direction;
  /** Only frames that begin once so many bytes have gone this way. */
  readonly afterBytes?: number;
  /** Only this SMB1 command ([MS-CIFS] 2.2.2.1), or SMB2. */
  readonly command?: number | 'smb2';
  /** Only these connections, counted from 1; without `last` all later ones too. */
  readonly connections?: { readonly first: number; readonly last?: number };
  /** Lets so many fitting frames of a connection pass first. */
  readonly skip?: number;
  /** Then meets only so many of them. */
  readonly times?: number;
}

/** SMB1 commands for the `command` of a rule ([MS-CIFS] 2.2.2.1). */
export const smb1Commands = {
  close: 0x04,
  flush: 0x05,
  delete: 0x06,
  lockingAndX: 0x24,
  echo: 0x2b,
  readAndX: 0x2e,
  writeAndX: 0x2f,
  transaction2: 0x32,
  treeDisconnect: 0x71,
  negotiate: 0x72,
  sessionSetup: 0x73,
  logoff: 0x74,
  treeConnect: 0x75,
  ntTransact: 0xa0,
  ntCreateAndX: 0xa2,
} as const;
