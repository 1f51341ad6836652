/** Shorter runs of bytes turn up by chance. */
const SHORTEST = 8;
/** A secret may hold a zero, which looks like one that was blanked. */
const LONGEST_GAP = 2;

/** Knows what was blanked in what was sent, and blanks it in what comes back too. */
export interface Secrets {
  /** Takes the secrets of a message: where it differs from its blanked copy. */
  readonly learn: (clear: Uint8Array, blanked: Uint8Array) => void;
  /** The bytes without secrets that a peer sent back; the same bytes where there are none. */
  readonly blank: (bytes: Uint8Array) => Uint8Array;
}

/** Knows no secret yet. */
export function createSecrets(): Secrets {
  const known: Buffer[] = [];
  return {
    learn: (clear, blanked) => {
      known.push(...differingRuns(clear, blanked));
    },
    blank: (bytes) => {
      let clean: Buffer | null = null;
      for (const secret of known) {
        let at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(secret);
        while (at >= 0) {
          clean ??= Buffer.from(bytes);
          clean.fill(0, at, at + secret.length);
          at = clean.indexOf(secret);
        }
      }
      return clean ?? bytes;
    },
  };
}

function differingRuns(clear: Uint8Array, blanked: Uint8Array): readonly Buffer[] {
  const runs: Buffer[] = [];
  let start = -1;
  let last = -1;
  for (let at = 0; at <= clear.length; at += 1) {
    const differs = at < clear.length && clear[at] !== blanked[at];
    if (differs) {
      if (start < 0) start = at;
      last = at;
    } else if (start >= 0 && (at === clear.length || at - last > LONGEST_GAP)) {
      if (last + 1 - start >= SHORTEST) runs.push(Buffer.from(clear.subarray(start, last + 1)));
      start = -1;
    }
  }
  return runs;
}
