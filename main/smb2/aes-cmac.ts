/** AES-CMAC with a key of 128 bits, [RFC 4493] 2.3 and 2.4. */
import { createCipheriv } from 'node:crypto';

const blockSize = 16;
const zero = Buffer.alloc(blockSize);

/** Makes codes of messages under one key. */
export type AesCmac = (message: Buffer) => Buffer;

/** The AES-CMAC function of a key of 16 bytes; each code has 16 bytes. */
export function createAesCmac(key: Buffer): AesCmac {
  const first = double(chain(key, zero));
  const second = double(first);
  return (message) => {
    const blocks = Math.max(1, Math.ceil(message.length / blockSize));
    const padded = Buffer.alloc(blocks * blockSize);
    message.copy(padded);
    if (message.length < padded.length) padded[message.length] = 0x80;
    const subkey = message.length === padded.length ? first : second;
    const lastAt = padded.length - blockSize;
    for (let at = 0; at < blockSize; at += 1) {
      padded[lastAt + at] = padded.readUInt8(lastAt + at) ^ subkey.readUInt8(at);
    }
    return chain(key, padded);
  };
}

/** The last block of AES in CBC mode from zero: what CMAC is, once the last block is prepared. */
function chain(key: Buffer, blocks: Buffer): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key, zero).setAutoPadding(false);
  return cipher.update(blocks).subarray(-blockSize);
}

/** Doubles in GF(2^128), [RFC 4493] 2.3. */
function double(block: Buffer): Buffer {
  const doubled = Buffer.alloc(blockSize);
  for (let at = 0; at < blockSize; at += 1) {
    doubled[at] = (block.readUInt8(at) << 1) | ((block[at + 1] ?? 0) >> 7);
  }
  if ((block.readUInt8(0) & 0x80) !== 0) doubled[blockSize - 1] = doubled.readUInt8(blockSize - 1) ^ 0x87;
  return doubled;
}
