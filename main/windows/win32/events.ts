import { failure, success } from '../../../app/model/result.ts';
import type { Result } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { LoggedEvent } from '../events.ts';
import { eventXpath } from '../events.ts';
import type { WindowsFailure } from '../failure.ts';
import type { Machine, WindowsInspector } from '../inspector.ts';
import { parseEventXml } from '../layouts/event-xml.ts';
import { wideText } from '../layouts/memory.ts';
import type { GivenUp } from './read.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

/** EvtQueryChannelPath | EvtQueryReverseDirection (winevt.h): by the channel's name, the latest first. */
const queryFlags = 0x201;
const EvtRpcLogin = 1;
const EvtRenderEventXml = 1;
const ERROR_SUCCESS = 0;
const ERROR_CALL_NOT_IMPLEMENTED = 120;
const ERROR_INSUFFICIENT_BUFFER = 122;
const ERROR_NO_MORE_ITEMS = 259;
/** Events are fetched so many at a time, each wait so long: between two, a reader that was given up ends. */
const batch = 16;
const batchTimeoutMs = 2000;
const mostBytes = 1024 * 1024;

type Functions = ReturnType<typeof bindEvents>;

/** Event logs through wevtapi.dll; a server's as whoever runs this process. */
export function openEvents(win32: Win32, schedule: Schedule): WindowsInspector['events'] {
  const functions = bindEvents(win32);
  return (machine, query, options) =>
    heldTo(options, schedule, async (givenUp) => {
      const session = await sessionWith(win32, functions, machine);
      if (!session.ok) return session;
      try {
        // It only prepares the query; a function that fails without an error is told on this thread only.
        const { value, lastError } = await functions.query[machine === null ? 'now' : 'elsewhere'](
          session.value,
          query.channel,
          eventXpath(query),
          queryFlags,
        );
        if (value === null) return eventFailure('EvtQuery', lastError);
        try {
          return await eventsOf(functions, value, query.most, givenUp);
        } finally {
          await functions.close.elsewhere(value);
        }
      } finally {
        if (session.value !== null) await functions.close.elsewhere(session.value);
      }
    });
}

function bindEvents({ bind }: Win32) {
  const wevtapi = (prototype: string) => bind('wevtapi.dll', prototype);
  return {
    openSession: wevtapi(
      'void * __stdcall EvtOpenSession(int32_t kind, void *login, uint32_t timeout, uint32_t flags)',
    ) as Native<[kind: number, login: Buffer, timeout: number, flags: number], bigint | null>,
    query: wevtapi('void * __stdcall EvtQuery(void *session, str16 path, str16 query, uint32_t flags)') as Native<
      [session: bigint | null, path: string, query: string, flags: number],
      bigint | null
    >,
    next: wevtapi(
      `int32_t __stdcall EvtNext(void *results, uint32_t size, void *events, uint32_t timeout, uint32_t flags,
        void *returned)`,
    ) as Native<
      [results: bigint, size: number, events: Buffer, timeout: number, flags: number, returned: Buffer],
      number
    >,
    render: wevtapi(
      `int32_t __stdcall EvtRender(void *context, void *event, uint32_t flags, uint32_t bytes, void *into, void *used,
        void *properties)`,
    ) as Native<
      [context: null, event: bigint, flags: number, bytes: number, into: Buffer, used: Buffer, properties: Buffer],
      number
    >,
    close: wevtapi('int32_t __stdcall EvtClose(void *handle)') as Native<[handle: bigint], number>,
  };
}

/** Null for this PC. A session is only a handle: the server is asked by the first query. */
async function sessionWith(
  { koffi }: Win32,
  { openSession }: Functions,
  machine: Machine,
): Promise<Result<bigint | null, WindowsFailure>> {
  if (machine === null) return success(null);
  const name = Buffer.from(`${machine}\0`, 'utf16le');
  // EVT_RPC_LOGIN: server, user, domain, password, and how; nothing but the server is for whoever is signed in.
  const login = Buffer.alloc(40);
  login.writeBigUInt64LE(koffi.address(name));
  const { value, lastError } = await openSession.elsewhere(EvtRpcLogin, login, 0, 0);
  return value === null ? eventFailure('EvtOpenSession', lastError) : success(value);
}

async function eventsOf(
  functions: Functions,
  results: bigint,
  most: number,
  givenUp: GivenUp,
): Promise<Result<readonly LoggedEvent[], WindowsFailure>> {
  const found: LoggedEvent[] = [];
  while (found.length < most && !givenUp()) {
    const [handles, returned] = [Buffer.alloc(8 * batch), Buffer.alloc(4)];
    const size = Math.min(batch, most - found.length);
    const next = await functions.next.elsewhere(results, size, handles, batchTimeoutMs, 0, returned);
    if (next.value === 0) {
      return next.lastError === ERROR_NO_MORE_ITEMS ? success(found) : eventFailure('EvtNext', next.lastError);
    }
    for (let index = 0; index < returned.readUInt32LE(); index++) {
      const handle = handles.readBigUInt64LE(8 * index);
      const xml = await render(functions, handle);
      await functions.close.elsewhere(handle);
      if (!xml.ok) return xml;
      const event = parseEventXml(xml.value);
      if (event !== null) found.push(event);
    }
  }
  return success(found);
}

async function render({ render: call }: Functions, event: bigint): Promise<Result<string, WindowsFailure>> {
  for (let bytes = 16_384; ;) {
    const [into, used] = [Buffer.alloc(bytes), Buffer.alloc(4)];
    const { value, lastError } = await call.elsewhere(
      null,
      event,
      EvtRenderEventXml,
      bytes,
      into,
      used,
      Buffer.alloc(4),
    );
    if (value !== 0) return success(wideText(into.subarray(0, used.readUInt32LE())));
    const wanted = used.readUInt32LE();
    if (lastError !== ERROR_INSUFFICIENT_BUFFER || wanted <= bytes || wanted > mostBytes) {
      return eventFailure('EvtRender', lastError);
    }
    bytes = wanted;
  }
}

/** Wine has the functions, but they only fail, without an error or with that of a missing function. */
function eventFailure(api: string, code: number): { readonly ok: false; readonly error: WindowsFailure } {
  if (code !== ERROR_SUCCESS && code !== ERROR_CALL_NOT_IMPLEMENTED) return win32Failure(api, code);
  return failure({ kind: 'not-available', detail: api });
}
