import { expect, test } from 'vitest';
import { decodeConnectionConfirm } from '../../../../main/rdp/codec/connection-confirm.ts';
import { encodeConnectionRequest } from '../../../../main/rdp/codec/connection-request.ts';
import { tpktLength } from '../../../../main/rdp/codec/tpkt.ts';
import { mutate, seededRandom } from '../../mutations.ts';

/** The bytes of [MS-RDPBCGR] 4.1.1, without the cookie that stands there, and answers of xrdp 0.9.21. */
const golden = {
  offersNothing: '030000130ee000000000000100080000000000',
  windowsOffer: '030000130ee00000000000010008000b000000',
  selectsTls: '030000130ed000001234000201080001000000',
  sslRequired: '030000130ed000001234000300080001000000',
  noData: '0300000b06d00000123400',
  mcsDisconnect: '0300000902f0802180',
} as const;

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

test('a request carries what is offered, and nothing of the user', () => {
  expect(encodeConnectionRequest([]).toString('hex')).toBe(golden.offersNothing);
  const offer = ['PROTOCOL_SSL', 'PROTOCOL_HYBRID', 'PROTOCOL_HYBRID_EX'] as const;
  expect(encodeConnectionRequest(offer).toString('hex')).toBe(golden.windowsOffer);
});

test.each([
  ['a selection', golden.selectsTls, { kind: 'selected', protocol: 1, flags: 1 }],
  ['a refusal', golden.sslRequired, { kind: 'failure', code: 1 }],
  ['no negotiation data', golden.noData, { kind: 'no-data' }],
  ['an end by MCS', golden.mcsDisconnect, { kind: 'dismissed' }],
  ['a Disconnect Request', '0300000b06800000123401', { kind: 'dismissed' }],
])('reads %s', (_what, hex, expected) => {
  expect(decodeConnectionConfirm(bytes(hex))).toEqual({ ok: true, value: expected });
});

test.each([
  ['an LI that disagrees with the packet', '0300001306d000001234000201080001000000', 'LI'],
  ['a type of negotiation data that is none', '030000130ed000001234000701080001000000', 'rdpNegData type'],
  ['negotiation data of another length', '030000130ed000001234000201090001000000', 'rdpNegData length'],
  ['half of the negotiation data', '0300000f0ad0000012340002010800', 'rdpNegData'],
  ['a request in place of an answer', golden.windowsOffer, 'CC-CDT'],
  ['nothing behind the header', '03000004', 'X.224 TPDU'],
])('refuses %s, by the name of the field', (_what, hex, field) => {
  expect(decodeConnectionConfirm(bytes(hex))).toMatchObject({ ok: false, error: { field } });
});

test('never throws for a broken answer, nor accepts a truncated one', () => {
  const random = seededRandom(3389);
  for (const hex of Object.values(golden)) {
    for (let round = 0; round < 500; round += 1) {
      expect(typeof decodeConnectionConfirm(mutate(bytes(hex), random)).ok).toBe('boolean');
    }
  }
  const whole = bytes(golden.selectsTls);
  for (let length = 0; length < whole.length; length += 1) {
    expect(decodeConnectionConfirm(whole.subarray(0, length)).ok).toBe(false);
  }
});

test('the length of a packet is read once its header has come, and must hold the header', () => {
  expect(tpktLength(bytes('030000'))).toBeNull();
  expect(tpktLength(bytes('0300ffff'))).toEqual({ ok: true, value: 65_535 });
  expect(tpktLength(bytes('03000003'))).toMatchObject({ ok: false, error: { field: 'TPKT length' } });
});
