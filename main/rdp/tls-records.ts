/**
 * The record layer of TLS as it passes by, [RFC 8446] 5.1: type (1), version (2), length (2, big-endian), fragment.
 * Read here because a TLS library tells why it gave up, but not what the other side said in plain text before.
 */
import { alertName } from './tls-alerts.ts';

const types = { changeCipherSpec: 20, alert: 21, applicationData: 23 } as const;
const headerSize = 5;
/** An alert in plain text: level, description. An encrypted one is longer. */
const alertSize = 2;
const warning = 1;

/** Looks at a stream of records without keeping it. */
export interface RecordWatch {
  readonly push: (bytes: Uint8Array) => void;
  /** Whether the stream so far begins as TLS does; an empty one does. */
  readonly isTls: () => boolean;
  /** The alert by which the other side ended the handshake; null when there was none in plain text. */
  readonly alert: () => string | null;
}

/** A watch at the beginning of a stream. */
export function watchRecords(): RecordWatch {
  const head = Buffer.alloc(headerSize + alertSize);
  let have = 0;
  let wanted = headerSize;
  let skip = 0;
  let isTls = true;
  let alert: string | null = null;

  const next = (): void => {
    have = 0;
    wanted = headerSize;
  };
  const onHeader = (): void => {
    const type = head.readUInt8(0);
    const length = head.readUInt16BE(3);
    if (type === types.alert && length === alertSize) wanted = headerSize + alertSize;
    else {
      skip = length;
      next();
    }
  };
  const onAlert = (): void => {
    if (head.readUInt8(headerSize) !== warning) alert ??= alertName(head.readUInt8(headerSize + 1));
    next();
  };

  return {
    push: (bytes) => {
      let at = 0;
      while (at < bytes.length && isTls) {
        const over = Math.min(skip, bytes.length - at);
        skip -= over;
        at += over;
        const byte = bytes[at];
        if (byte === undefined) return;
        if (have === 0) isTls = byte >= types.changeCipherSpec && byte <= types.applicationData;
        head[have] = byte;
        have += 1;
        at += 1;
        if (have < wanted) continue;
        if (have === headerSize) onHeader();
        else onAlert();
      }
    },
    isTls: () => isTls,
    alert: () => alert,
  };
}
