import { describe, expect, test } from 'vitest';
import {
  decodeServerInfo102,
  decodeServerInfo503,
  decodeWorkstationInfo502,
} from '../../../../main/windows/layouts/lan-manager.ts';

/** A structure written member by member as the header has them, each at its own alignment. */
function structure(members: readonly (readonly [type: 'DWORD' | 'pointer', value: number])[]): Buffer {
  const octets: number[] = [];
  for (const [type, value] of members) {
    const size = type === 'pointer' ? 8 : 4;
    while (octets.length % size !== 0) octets.push(0xee);
    const member = Buffer.alloc(size);
    member.writeInt32LE(value | 0);
    octets.push(...member);
  }
  while (octets.length % 8 !== 0 && members.some(([type]) => type === 'pointer')) octets.push(0xee);
  return Buffer.from(octets);
}

const dwords = (values: readonly number[]) => values.map((value) => ['DWORD', value] as const);
const counted = (from: number, count: number) => dwords(Array.from({ length: count }, (_, index) => from + index));

describe('WKSTA_INFO_502', () => {
  // char_wait, collection_time, maximum_collection_count, keep_conn, max_cmds, sess_timeout, and 29 more.
  const octets = structure([...dwords([3600, 250, 16, 600, 50, 60]), ...counted(100, 29)]);

  test('holds KeepConn and SessTimeout', () => {
    expect(decodeWorkstationInfo502(octets)).toEqual({ keepConn: 600, sessTimeout: 60 });
  });

  test('is refused when it is cut short', () => {
    expect(decodeWorkstationInfo502(octets.subarray(0, -1))).toBeNull();
  });
});

describe('SERVER_INFO_102', () => {
  const withDisc = (disc: number) =>
    structure([
      ['DWORD', 500], // platform_id
      ['pointer', 1], // name
      ...dwords([10, 0, 0x1003]), // version_major, version_minor, type
      ['pointer', 1], // comment
      ...dwords([16_777_216, disc, 0, 240, 3000, 0]), // users, disc, hidden, announce, anndelta, licenses
      ['pointer', 1], // userpath
    ]);

  test.each([[15], [0], [-1]])('holds AutoDisconnect of %i min', (minutes) => {
    expect(decodeServerInfo102(withDisc(minutes))).toEqual({ autoDisconnect: minutes });
  });

  test('is refused when it is cut short', () => {
    expect(decodeServerInfo102(withDisc(15).subarray(0, -1))).toBeNull();
  });
});

describe('SERVER_INFO_503', () => {
  const octets = structure([
    ...counted(1, 13), // sessopens to maxnonpagedmemoryusage
    ...dwords([0, 1, 0, 1, 0]), // enablesoftcompat, enableforcedlogoff, timesource, acceptdownlevelapis, lmannounce
    ['pointer', 1], // domain
    ...dwords([65_536, 0, 480, 3600, 600, 3600]), // maxcopyreadlen, maxcopywritelen, min and max of keepsearch, keepcomplsearch
    ...dwords([2, 9, 30]), // threadcountadd, numblockthreads, scavtimeout
    ...dwords([2, 2, 4360, 1, 50, 35, 35]), // minrcvqueue, minfreeworkitems, xactmemsize, threadpriority, maxmpxct, oplock waits
    ...counted(200, 7), // enableoplocks to maxfreeconnections
  ]);

  test('holds the timers', () => {
    expect(decodeServerInfo503(octets)).toEqual({
      enableForcedLogOff: true,
      minKeepSearch: 480,
      maxKeepSearch: 3600,
      scavTimeout: 30,
      oplockBreakWait: 35,
    });
  });

  test('is refused when it is cut short', () => {
    expect(decodeServerInfo503(octets.subarray(0, -1))).toBeNull();
  });
});
