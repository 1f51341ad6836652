import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PastedSession } from '../../../app/windows/query-session.ts';
import { parseQuerySession } from '../../../app/windows/query-session.ts';

/** "ID station/user state", with ">" for the current and "~" for an inferred state. */
function told({ session, station, user, state, current, inferred }: PastedSession): string {
  return `${current ? '>' : ''}${String(session)} ${station}/${user} ${inferred ? '~' : ''}${state}`;
}

function rowsOf(pasted: string): readonly string[] {
  const read = parseQuerySession(pasted);
  if (!read.ok) throw new Error(`no rows: ${read.error.kind}`);
  return read.value.sessions.map(told);
}

/** A sample as Windows wrote it, in UTF-8. */
const sample = (name: string): string =>
  readFileSync(new URL(`../../fixtures/windows/query-session/${name}.utf8.txt`, import.meta.url), 'utf8');

describe('the output of `query session`', () => {
  test.each<[string, readonly string[]]>([
    [
      'en',
      [
        '0 services/ disconnected',
        '1 console/ connected',
        '2 /t1_anna disconnected',
        '>3 rdp-tcp#18/t2_ben.long-user-na active',
        '65536 rdp-tcp/ listen',
      ],
    ],
    [
      'en-space-user',
      [
        '0 services/ disconnected',
        '>1 console/John Smith 2 active',
        '4 /Mary Ann disconnected',
        '5 31c5ce94259d4.../lab user active',
      ],
    ],
    [
      'en-wide-win11',
      ['>0 services/ disconnected', '1 /Anna disconnected', '2 console/ connected', '65536 rdp-tcp/ listen'],
    ],
    ['de', ['0 services/ disconnected', '>3 console/jürgen active', '65536 rdp-tcp/ listen']],
    [
      'fr',
      ['0 services/ disconnected', '1 console/ connected', '4 /Hélène disconnected', '>14 rdp-tcp#124/adm-x active'],
    ],
    [
      'es',
      [
        '0 services/ disconnected',
        '1 console/ connected',
        '2 /sap disconnected',
        '5 rdp-tcp#80/peña active',
        '65536 rdp-tcp/ listen',
      ],
    ],
    ['ja', ['0 services/ disconnected', '>2 console/user1 active', '65536 rdp-tcp/ listen']],
    ['ru', ['0 services/ disconnected', '>3 rdp-tcp#0/user active', '65536 rdp-tcp/ listen']],
    [
      'zh',
      [
        '0 services/ disconnected',
        '1 console/ connected',
        '>2 rdp-tcp#0/Administrator active',
        '65536 rdp-tcp/ listen',
      ],
    ],
  ])('is read in %s', (name, rows) => {
    expect(rowsOf(sample(name))).toEqual(rows);
  });

  test('counts the heading as a line that is no row', () => {
    expect(parseQuerySession(sample('en'))).toMatchObject({ ok: true, value: { otherLines: 1 } });
  });

  test('says which name may have been cut off', () => {
    const read = parseQuerySession(sample('en'));
    expect(read.ok && read.value.sessions.map(({ userMayBeCut }) => userMayBeCut)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  test('is read where the leading space was lost in pasting', () => {
    expect(rowsOf('services   0  Disc\nAnna      1  Disc\nrdp-tcp#3   kim   2  Active')).toEqual([
      '0 services/ disconnected',
      '1 /Anna disconnected',
      '2 rdp-tcp#3/kim active',
    ]);
  });

  test('is read where runs of spaces were lost, if the state is a known word', () => {
    expect(rowsOf(' console kim 3 Active')).toHaveLength(1);
    expect(parseQuerySession(' console kim 3 Bezig').ok).toBe(false);
  });

  test('is read with tabs between the columns', () => {
    expect(rowsOf('>rdp-tcp#3\tkim\t2\tActive')).toEqual(['>2 rdp-tcp#3/kim active']);
  });
});

describe('a state in a language that is not known', () => {
  const dutch = [
    ' SESSIENAAM        GEBRUIKERSNAAM           ID  STATUS  TYPE        APPARAAT',
    ' services                                    0  Verbr.',
    ' console                                     1  Verb.',
    '                   anna                      2  Verbr.',
    '>rdp-tcp#1         ben                       3  Bezig',
    ' rdp-tcp#2         cas                       4  Bezig',
    ' rdp-tcp                                 65536  Luist.',
  ].join('\r\n');

  test('follows from the rows whose state is always the same, or stays unknown', () => {
    expect(rowsOf(dutch)).toEqual([
      '0 services/ ~disconnected',
      '1 console/ unknown',
      '2 /anna ~disconnected',
      '>3 rdp-tcp#1/ben ~active',
      '4 rdp-tcp#2/cas ~active',
      '65536 rdp-tcp/ ~listen',
    ]);
  });
});

describe('the output of `query user`', () => {
  const english = [
    ' USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME',
    '>administrator         console             1  Active      none   3/9/2026 7:55 AM',
    ' team 7  ',
    ' kim                   rdp-tcp#5           3  Active          5  3/9/2026 8:02 AM',
    ' mary ann                                  4  Disc        1+02:03  3/8/2026 8:02 AM',
  ].join('\n');

  test('has the user first', () => {
    expect(rowsOf(english)).toEqual([
      '>1 console/administrator active',
      '3 rdp-tcp#5/kim active',
      '4 /mary ann disconnected',
    ]);
  });
});

describe('what is no list is refused', () => {
  test.each([
    ['', 'empty'],
    ['\r\n \r\n', 'empty'],
    ['No session exists for *', 'no-rows'],
    ["'query' is not recognized as an internal or external command,\noperable program or batch file.", 'no-rows'],
    ['Error 0x000006BA enumerating sessionnames\nError [1722]:The RPC server is unavailable.', 'no-rows'],
    [' SESSIONNAME       USERNAME                 ID  STATE   TYPE        DEVICE', 'no-rows'],
  ])('%j', (pasted, kind) => {
    expect(parseQuerySession(pasted)).toEqual({ ok: false, error: { kind } });
  });
});

describe('hostile text', () => {
  test('every truncation of a sample is read or refused', () => {
    const whole = sample('en');
    const full = new Set(rowsOf(whole));
    for (let length = 0; length < whole.length; length++) {
      const read = parseQuerySession(whole.slice(0, length));
      const rows = read.ok ? read.value.sessions : [];
      // Only the last row may be cut, and only in its state.
      for (const row of rows.slice(0, -1)) expect(full).toContain(told(row));
    }
  });

  test.each([
    ['one long line of spaces', ' '.repeat(150_000)],
    ['one long line of digits', '1 '.repeat(75_000)],
    ['numbers and words without an end', ' 1  a'.repeat(30_000)],
    ['only tabs', '\t'.repeat(150_000)],
    ['ids beyond any session', ' kim   99999999999999999999  Active\n kim   4294967296  Active'],
    ['control characters', '\u0000\u001b[2J\u0007'.repeat(1_000)],
  ])('%s takes no time and gives no session that is none', (_what, pasted) => {
    const began = performance.now();
    const read = parseQuerySession(pasted);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(read.ok ? read.value.sessions.filter(({ session }) => session > 0xffffffff) : []).toEqual([]);
  });

  test('names keep what they are, and never their control characters', () => {
    expect(rowsOf('>rdp-tcp#1         __proto__                 3  Active')).toEqual(['>3 rdp-tcp#1/__proto__ active']);
    expect(rowsOf('>rdp-tcp#1         a\u001b[2Jb                 3  Active')).toEqual(['>3 rdp-tcp#1/a [2Jb active']);
  });

  test('no more rows are read than a server has', () => {
    const many = Array.from({ length: 6_000 }, (_, id) => ` rdp-tcp#1   a   ${String(id)}  Active`).join('\n');
    expect(rowsOf(many).length).toBeLessThanOrEqual(5_000);
  });
});
