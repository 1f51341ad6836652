import { expect, test } from 'vitest';
import { watchRecords } from '../../../main/rdp/tls-records.ts';

const handshakeRecord = Buffer.from('1603030004' + '0e000000', 'hex');
const fatal = Buffer.from('1503010002' + '0246', 'hex');
const warning = Buffer.from('1503010002' + '0170', 'hex');
const encryptedAlert = Buffer.concat([Buffer.from('1503030020', 'hex'), Buffer.alloc(32, 2)]);

/** What a watch has seen after bytes, as they are and byte by byte. */
function watched(...records: readonly Buffer[]) {
  const stream = Buffer.concat(records);
  const whole = watchRecords();
  whole.push(stream);
  const split = watchRecords();
  for (const byte of stream) split.push(Buffer.of(byte));
  expect([split.isTls(), split.alert()]).toEqual([whole.isTls(), whole.alert()]);
  return { isTls: whole.isTls(), alert: whole.alert() };
}

test('names the alert that ends a handshake, at its beginning and later', () => {
  expect(watched(fatal)).toEqual({ isTls: true, alert: 'protocol_version' });
  expect(watched(handshakeRecord, fatal)).toEqual({ isTls: true, alert: 'protocol_version' });
});

test('passes over a warning, and over what is encrypted', () => {
  expect(watched(warning, handshakeRecord, encryptedAlert)).toEqual({ isTls: true, alert: null });
});

test('names an alert without a name by its number', () => {
  expect(watched(Buffer.from('15030100020263', 'hex')).alert).toBe('alert 99');
});

test('takes for TLS only what begins with a record, and nothing at all for nothing', () => {
  expect(watched(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toEqual({ isTls: false, alert: null });
  expect(watched(handshakeRecord, Buffer.from('SSH-2.0'))).toEqual({ isTls: false, alert: null });
  expect(watched()).toEqual({ isTls: true, alert: null });
});
