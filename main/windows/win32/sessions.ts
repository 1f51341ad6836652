import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { WindowsInspector } from '../inspector.ts';
import type { SessionDetail, SessionRow } from '../layouts/session.ts';
import { believableCount, decodeSessionDetail, decodeSessionRows, sessionRowBytes } from '../layouts/session.ts';
import type { SessionInfo } from '../sessions.ts';
import type { GivenUp } from './read.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Pointer, Win32 } from './win32.ts';

/** WTS_CURRENT_SERVER_HANDLE. */
const THIS_PC = null;
const SESSION_INFO_LEVEL = 1;
const WTSSessionInfoEx = 25;
/** WTS_TYPE_CLASS: what memory is given back, so that the texts of the rows go with it. */
const WTSTypeSessionInfoLevel1 = 2;

/**
 * The sessions of this PC or of a server, through wtsapi32.dll. All calls have threads of their own: they ask a service,
 * which may be the one that hangs.
 */
export function openSessions(win32: Win32, schedule: Schedule): WindowsInspector['sessions'] {
  const functions = bindSessions(win32);
  return (machine, options) =>
    heldTo(options, schedule, async (givenUp) => {
      if (machine === null) return readSessions(win32, functions, THIS_PC, givenUp);
      const opened = await functions.openServer.elsewhere(machine);
      if (opened.value === null || opened.value === 0n) return win32Failure('WTSOpenServerExW', opened.lastError);
      try {
        return await readSessions(win32, functions, opened.value, givenUp);
      } finally {
        await functions.closeServer.elsewhere(opened.value);
      }
    });
}

type Functions = ReturnType<typeof bindSessions>;

function bindSessions({ bind }: Win32) {
  const wtsapi32 = (prototype: string) => bind('wtsapi32.dll', prototype);
  return {
    openServer: wtsapi32('void * __stdcall WTSOpenServerExW(str16 name)') as Native<[name: string], Pointer>,
    closeServer: wtsapi32('void __stdcall WTSCloseServer(void *server)') as Native<[server: bigint], undefined>,
    enumerate: wtsapi32(
      'int32_t __stdcall WTSEnumerateSessionsExW(void *server, void *level, uint32_t filter, void *rows, void *count)',
    ) as Native<[server: Pointer, level: Buffer, filter: 0, rows: Buffer, count: Buffer], number>,
    query: wtsapi32(
      `int32_t __stdcall WTSQuerySessionInformationW(void *server, uint32_t session, int32_t what, void *into,
        void *bytes)`,
    ) as Native<[server: Pointer, session: number, what: number, into: Buffer, bytes: Buffer], number>,
    freeRows: wtsapi32('int32_t __stdcall WTSFreeMemoryExW(int32_t what, void *memory, uint32_t count)') as Native<
      [what: number, memory: bigint, count: number],
      number
    >,
    free: wtsapi32('void __stdcall WTSFreeMemory(void *memory)') as Native<[memory: bigint], undefined>,
  };
}

async function readSessions(
  win32: Win32,
  functions: Functions,
  server: Pointer,
  givenUp: GivenUp,
): Promise<Result<readonly SessionInfo[], WindowsFailure>> {
  const [level, at, counted] = [Buffer.alloc(4), Buffer.alloc(8), Buffer.alloc(4)];
  level.writeUInt32LE(SESSION_INFO_LEVEL);
  const listed = await functions.enumerate.elsewhere(server, level, 0, at, counted);
  const [address, count] = [at.readBigUInt64LE(), counted.readUInt32LE()];
  if (listed.value === 0 && listed.lastError !== 0) return win32Failure('WTSEnumerateSessionsExW', listed.lastError);
  if (listed.value === 0) return implausible('a failure without an error');
  if (address === 0n || !believableCount(count)) return implausible(`${String(count)} sessions`);
  try {
    const rows = decodeSessionRows(win32.bytesAt(address, count * sessionRowBytes), count);
    if (rows === null) return implausible('fewer rows than it counts');
    const sessions: SessionInfo[] = [];
    for (const row of rows) {
      if (givenUp()) break;
      sessions.push(sessionOf(row, win32, await readDetail(win32, functions, server, row.id)));
    }
    return success(sessions);
  } finally {
    functions.freeRows.now(WTSTypeSessionInfoLevel1, address, count);
  }
}

/** Null where this account may not ask, which leaves what the row says. */
async function readDetail(
  { bytesAt }: Win32,
  { query, free }: Functions,
  server: Pointer,
  id: number,
): Promise<SessionDetail | null> {
  const [at, bytes] = [Buffer.alloc(8), Buffer.alloc(4)];
  const asked = await query.elsewhere(server, id, WTSSessionInfoEx, at, bytes);
  const address = at.readBigUInt64LE();
  if (asked.value === 0 || address === 0n) return null;
  const detail = decodeSessionDetail(bytesAt(address, Math.min(bytes.readUInt32LE(), mostDetailBytes)), id);
  free.now(address);
  return detail;
}

/** WTSINFOEXW is shorter; what a later Windows adds at its end is not read. */
const mostDetailBytes = 4096;

function sessionOf(row: SessionRow, { textAt }: Win32, detail: SessionDetail | null): SessionInfo {
  return {
    id: row.id,
    station: textAt(row.stationAt),
    state: row.state,
    user: textAt(row.userAt) || (detail?.user ?? ''),
    domain: textAt(row.domainAt) || (detail?.domain ?? ''),
    client: textAt(row.clientAt),
    logonAt: detail?.logonAt ?? null,
    connectedAt: detail?.connectedAt ?? null,
    disconnectedAt: detail?.disconnectedAt ?? null,
    lastInputAt: detail?.lastInputAt ?? null,
  };
}

function implausible(what: string): Result<never, WindowsFailure> {
  return failure({ kind: 'implausible', api: 'WTSEnumerateSessionsExW', what });
}
