import { describe, expect, test } from 'vitest';
import type { Exchange, SeriesId, WireBytes } from '../../../app/model/exchange.ts';
import { seriesIds } from '../../../app/model/exchange.ts';
import {
  bytesOf,
  commandName,
  hasDosStatus,
  wireFields,
  wiresharkFilter,
} from '../../../renderer/parts/wire-fields.ts';
import type { RecordingName } from '../recordings.ts';
import { recording } from '../recordings.ts';

function exchangesOf(name: RecordingName): readonly Exchange[] {
  return recording(name).events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []));
}

/** The number in a field, little-endian. */
function valueOf(wire: WireBytes, mark: string): number | undefined {
  const field = wireFields(wire).find((one) => one.mark === mark || one.name === mark);
  if (field === undefined) return undefined;
  const bytes = bytesOf(wire).slice(field.offset, field.offset + field.length);
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

const replies = (['healthy', 'logon-failed', 'smb1-disabled'] as const)
  .flatMap(exchangesOf)
  .flatMap(({ reply, ...rest }) => (reply === undefined ? [] : [{ ...rest, reply }]));

describe('the boxed status', () => {
  test('is the status that the client read, in every recorded reply', () => {
    expect(replies.length).toBeGreaterThan(10);
    for (const { reply, status } of replies) expect(valueOf(reply, 'status')).toBe(status.value);
  });

  test('stands behind the length prefix where that was kept too', () => {
    for (const { reply, status } of replies) {
      const prefixed = { hex: `00000023${reply.hex}`, total: reply.total + 4 };
      expect(valueOf(prefixed, 'status')).toBe(status.value);
    }
  });

  test('is a DOS class and code when FLAGS2 does not say NT', () => {
    const header = 'ff534d4225'.padEnd(64, '0');
    const withFlags2 = (flags2: string): WireBytes => ({
      hex: header.slice(0, 20) + flags2 + header.slice(24),
      total: 32,
    });
    expect(hasDosStatus(withFlags2('0000'))).toBe(true);
    expect(hasDosStatus(withFlags2('0040'))).toBe(false);
    expect(hasDosStatus({ hex: '485454502f', total: 5 })).toBe(false);
  });
});

test('fields never reach past the bytes, however few were kept', () => {
  for (const hex of ['ff534d42', 'ff534d4272', 'ff534d427200', 'fe534d42', '', '00000004ff534d42']) {
    for (const { offset, length } of wireFields({ hex, total: 99 }))
      expect(offset + length).toBeLessThanOrEqual(hex.length / 2);
  }
  expect(wireFields({ hex: '485454502f312e31', total: 8 })).toEqual([]);
});

test('a filter names what its protocol has: connection, MID and command, or SMB2', () => {
  const exchanges = exchangesOf('healthy');
  const of = (series: Exchange['series']): Exchange => {
    const found = exchanges.find((exchange) => exchange.series === series);
    if (found === undefined) throw new Error(`nothing recorded of ${series}`);
    return found;
  };
  expect(wiresharkFilter(of('tcp.connect'), 4445)).toBe('tcp.port == 4445 && tcp.flags.syn == 1');
  expect(wiresharkFilter(of('smb2.negotiate'), 4445)).toBe('tcp.port == 4445 && smb2.cmd == 0');
  expect(wiresharkFilter(of('smb1.tree-connect'), 4445)).toBe(
    `smb.mid == ${of('smb1.tree-connect').mid} && smb.cmd == 0x75`,
  );
  expect(commandName(of('smb1.session-setup'))).toBe('SMB_COM_SESSION_SETUP_ANDX');
  expect(commandName(of('tcp.connect'))).toBeNull();
});

test('a filter names the command of work on files and of SMB2, whatever the connection', () => {
  const [first] = exchangesOf('healthy');
  if (first === undefined) throw new Error('nothing recorded');
  const of = (series: SeriesId): Exchange => ({ ...first, connection: 'c7', series, mid: 9 });
  expect(wiresharkFilter(of('smb1.read'), 445)).toBe('smb.mid == 9 && smb.cmd == 0x2e');
  expect(commandName(of('smb1.open'))).toBe('SMB_COM_NT_CREATE_ANDX');
  expect(wiresharkFilter(of('smb2.echo'), 445)).toBe('smb2.msg_id == 9 && smb2.cmd == 13');
  for (const series of seriesIds.filter((id) => id.startsWith('smb'))) {
    expect(commandName(of(series)), series).not.toBeNull();
    expect(wiresharkFilter(of(series), 445), series).not.toContain('tcp.flags.syn');
  }
});

test('the command in every recorded request is the one that its series is named after', () => {
  for (const exchange of exchangesOf('healthy')) {
    if (exchange.request === undefined || exchange.mid === undefined) continue;
    const command = valueOf(exchange.request, 'command');
    expect(wiresharkFilter(exchange, 1)).toContain(`smb.cmd == 0x${command?.toString(16)}`);
    expect(valueOf(exchange.request, 'MID')).toBe(exchange.mid);
  }
});
