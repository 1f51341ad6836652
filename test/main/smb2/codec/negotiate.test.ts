import { describe, expect, test } from 'vitest';
import {
  anySmb2Dialect,
  decodeNegotiateRequest,
  decodeNegotiateResponse,
  encodeNegotiateResponse,
  smb2Dialects,
} from '../../../../main/smb2/codec/negotiate.ts';
import { guidText } from '../../../../main/net/guid.ts';
import { readCapture } from '../../captures.ts';
import { must } from '../../must.ts';
import { mutate, seededRandom } from '../../mutations.ts';
import { firstHead, smb2Negotiate } from '../negotiating.ts';

/** Much work: a loaded machine takes its time. */
const patient = { timeout: 60_000 };

const capture = readCapture('09-smb2-negotiate-multiprotocol').messages;
const [anyDialect = Buffer.alloc(0), dialect311 = Buffer.alloc(0)] = capture
  .filter(({ from }) => from === 'server')
  .map(({ message }) => message);
const sambaClient = capture.filter(({ from }) => from === 'client')[1]?.message ?? Buffer.alloc(0);

describe('the request', () => {
  test('offers every dialect, and the contexts that 3.1.1 demands, each at a multiple of 8', () => {
    const message = smb2Negotiate();
    // Samba's client sends the same dialects in the same order.
    expect(message.subarray(100, 110)).toEqual(sambaClient.subarray(100, 110));
    const contextsAt = message.readUInt32LE(92);
    expect(contextsAt % 8).toBe(0);
    const types: number[] = [];
    let at = contextsAt;
    let end = at;
    for (let index = 0; index < message.readUInt16LE(96); index++) {
      types.push(message.readUInt16LE(at));
      end = at + 8 + message.readUInt16LE(at + 2);
      at = Math.ceil(end / 8) * 8;
    }
    expect(types).toEqual([1, 2, 8]);
    expect(end).toBe(message.length);
  });

  test.each([
    ['2.0.2', [0x0202], 0],
    ['2.1', [0x0210], 0],
    ['3.0', [0x0300], 0xff],
    ['2.1 and 3.0.2', [0x0210, 0x0302], 0xff],
  ])('for %s has no contexts, and names capabilities only with 3.x', (_name, dialects, capabilities) => {
    const message = smb2Negotiate(dialects);
    expect(message).toHaveLength(100 + 2 * dialects.length);
    expect(message.readUInt32LE(72)).toBe(capabilities);
    expect(message.subarray(92, 100)).toEqual(Buffer.alloc(8));
  });

  test('comes back as it was sent, ours and that of Samba’s client', () => {
    expect(must(decodeNegotiateRequest(smb2Negotiate()))).toMatchObject({
      dialects: smb2Dialects,
      securityMode: 1,
      clientGuid: Buffer.alloc(16, 0x5a),
      contexts: {
        hashAlgorithms: [1],
        salt: Buffer.alloc(32, 0x5a),
        ciphers: [2, 1, 4, 3],
        signingAlgorithms: [2, 1, 0],
      },
    });
    const samba = must(decodeNegotiateRequest(sambaClient));
    expect(samba.dialects).toEqual([0x0202, 0x0210, 0x0300, 0x0302, 0x0311]);
    expect(samba.contexts.hashAlgorithms).toEqual([1]);
    expect(samba.contexts.salt).toHaveLength(32);
  });

  test('is refused at every truncation that takes something away', () => {
    const message = smb2Negotiate();
    for (let length = 64; length < message.length; length++) {
      expect(decodeNegotiateRequest(message.subarray(0, length)).ok).toBe(false);
    }
  });
});

describe('the response', () => {
  test('of Samba with 3.1.1', () => {
    const response = must(decodeNegotiateResponse(dialect311));
    expect(response).toMatchObject({
      dialect: 0x0311,
      maxTransactSize: 0x800000,
      maxReadSize: 0x800000,
      maxWriteSize: 0x800000,
      serverStartTime: null,
      contexts: { hashAlgorithms: [1] },
    });
    expect(guidText(response.serverGuid)).toBe('626f7270-7365-7672-0000-000000000000');
    expect(response.contexts.salt).toHaveLength(32);
    expect(response.securityBuffer[0]).toBe(0x60);
    expect(response.systemTime?.getUTCFullYear()).toBe(2026);
  });

  test('of Samba to the multi-protocol one', () => {
    expect(must(decodeNegotiateResponse(anyDialect))).toMatchObject({
      dialect: anySmb2Dialect,
      contexts: { hashAlgorithms: [], ciphers: [] },
    });
  });

  test.each([
    ['some SMB2', anyDialect],
    ['3.1.1', dialect311],
  ])('of Samba with %s comes out of ours as it was', (_name, golden) => {
    const head = { ...firstHead, credits: golden.readUInt16LE(14), messageId: golden.readUInt32LE(24) };
    const bytes = encodeNegotiateResponse(head, must(decodeNegotiateResponse(golden)));
    // Its SystemTime is finer than a Date.
    const body = (message: Buffer) => Buffer.from(message.subarray(64, 128)).fill(0, 40, 48).toString('hex');
    expect(body(bytes)).toBe(body(golden));
    expect(must(decodeNegotiateResponse(bytes)).contexts).toEqual(must(decodeNegotiateResponse(golden)).contexts);
  });

  test('that is cut off before its security buffer or its contexts end is refused', () => {
    for (let length = 64; length < dialect311.length; length++) {
      expect(decodeNegotiateResponse(dialect311.subarray(0, length)).ok).toBe(false);
    }
    for (let length = 64; length < anyDialect.length; length++) {
      expect(decodeNegotiateResponse(anyDialect.subarray(0, length)).ok).toBe(
        length >= anyDialect.readUInt16LE(120) + anyDialect.readUInt16LE(122),
      );
    }
  });

  test.each<[string, number, number, string]>([
    ['more contexts than there are types', 70, 17, 'NegotiateContextCount'],
    ['contexts behind the end', 124, 0xffff, 'NegotiateContextOffset'],
  ])('with %s is refused', (_what, at, value, field) => {
    const message = Buffer.from(dialect311);
    message.writeUInt16LE(value, at);
    expect(decodeNegotiateResponse(message)).toMatchObject({ error: { field } });
  });

  test('10,000 broken ones are refused or read, never thrown at', patient, () => {
    const random = seededRandom(2006);
    for (let round = 0; round < 10_000; round += 1) {
      const golden = round % 2 === 0 ? anyDialect : dialect311;
      const broken = mutate(golden, random);
      expect(typeof decodeNegotiateResponse(broken).ok).toBe('boolean');
      expect(typeof decodeNegotiateRequest(mutate(smb2Negotiate(), random)).ok).toBe('boolean');
    }
  });
});
