import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsActuator } from '../actuator.ts';
import type { ReadOptions, WindowsFailure } from '../failure.ts';
import type { Machine } from '../inspector.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Called, Native, Pointer, Win32 } from './win32.ts';

const MB_OK = 0;
const MB_ICONINFORMATION = 0x40;
const wait = 1;
const dontWait = 0;

/** Tells the user of a session something and logs it off, through wtsapi32.dll, on threads of their own. */
export function openSessionControl(
  { bind }: Win32,
  schedule: Schedule,
): Pick<WindowsActuator, 'showMessage' | 'logOff'> {
  const wtsapi32 = (prototype: string) => bind('wtsapi32.dll', prototype);
  const openServer = wtsapi32('void * __stdcall WTSOpenServerExW(str16 name)') as Native<[name: string], Pointer>;
  const closeServer = wtsapi32('void __stdcall WTSCloseServer(void *server)') as Native<[server: bigint], undefined>;
  const logOff = wtsapi32('int32_t __stdcall WTSLogoffSession(void *server, uint32_t session, int32_t wait)') as Native<
    [server: Pointer, session: number, wait: number],
    number
  >;
  const sendMessage = wtsapi32(
    `int32_t __stdcall WTSSendMessageW(void *server, uint32_t session, void *title, uint32_t titleBytes, void *text,
      uint32_t textBytes, uint32_t style, uint32_t seconds, void *answer, int32_t wait)`,
  ) as Native<
    [
      server: Pointer,
      session: number,
      title: Buffer,
      titleBytes: number,
      text: Buffer,
      textBytes: number,
      style: number,
      seconds: number,
      answer: Buffer,
      wait: number,
    ],
    number
  >;

  type Ask = (server: Pointer) => Promise<Called<number>>;
  const asking = (api: string, machine: Machine, options: ReadOptions, ask: Ask) =>
    heldTo(options, schedule, async (givenUp): Promise<Result<undefined, WindowsFailure>> => {
      const opened = machine === null ? null : await openServer.elsewhere(machine);
      if (opened !== null && (opened.value === null || opened.value === 0n)) {
        return win32Failure('WTSOpenServerExW', opened.lastError);
      }
      const server = opened?.value ?? null;
      try {
        if (givenUp()) return success(undefined);
        const asked = await ask(server);
        return asked.value === 0 ? win32Failure(api, asked.lastError) : success(undefined);
      } finally {
        if (server !== null) await closeServer.elsewhere(server);
      }
    });

  return {
    showMessage: (machine, session, { title, text, seconds }, options) => {
      const [titled, said] = [Buffer.from(title, 'utf16le'), Buffer.from(text, 'utf16le')];
      const style = MB_OK | MB_ICONINFORMATION;
      return asking('WTSSendMessageW', machine, options, (server) =>
        sendMessage.elsewhere(
          server,
          session,
          titled,
          titled.length,
          said,
          said.length,
          style,
          seconds,
          Buffer.alloc(4),
          dontWait,
        ),
      );
    },
    logOff: (machine, session, options) =>
      asking('WTSLogoffSession', machine, options, (server) => logOff.elsewhere(server, session, wait)),
  };
}
