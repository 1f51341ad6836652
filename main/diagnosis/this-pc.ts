import type { CheckId } from '../../app/model/check.ts';
import type { ObservationOf } from '../../app/model/observation.ts';
import type { WindowsReading } from '../../app/model/observations/windows.ts';
import { message } from '../../app/wording/message.ts';
import type { ReadOptions, WindowsFailure } from '../windows/failure.ts';
import type { WindowsInspector } from '../windows/inspector.ts';
import type { OperatingSystem } from '../windows/operating-system.ts';
import { valueOf } from '../windows/registry.ts';
import type { CheckContext, CheckEnd } from './check.ts';
import { cancelled, skipped } from './check.ts';
import { askedUntilSilent } from './silent-server.ts';

/** What a check that inspects Windows works with. */
export interface Inspection {
  readonly windows: WindowsInspector;
  /** For each reading. */
  readonly read: ReadOptions;
  /** Who runs this program, and where; null where even that could not be read. */
  readonly system: OperatingSystem | null;
  /** The same as asking the target: it is this PC. */
  readonly targetIsHere: boolean;
  /** Notes that something could not be read, which says nothing of what stands there. */
  readonly notRead: (failure: WindowsFailure, what: Unread) => void;
}

type Unread = Pick<ObservationOf<'windows-not-read'>, 'machine' | 'name'> & { readonly reading: WindowsReading };

/**
 * Runs a check that inspects Windows: skipped where this PC is none, and cancelled when the run is, whatever was read by
 * then.
 */
export async function inspectWindows(
  context: CheckContext,
  check: CheckId,
  inspect: (inspection: Inspection) => Promise<CheckEnd>,
): Promise<CheckEnd> {
  const { request, signal, bench } = context;
  const needsWindows = skipped(message('check.why.needs-windows'));
  if (context.windows === undefined) return needsWindows;
  const windows = askedUntilSilent(context.windows, bench);
  const read: ReadOptions = { deadlineMs: request.plan.deadlineMs, signal };
  const system = await windows.operatingSystem(read);
  if (!system.ok && system.error.kind === 'not-available') return needsWindows;
  const notRead: Inspection['notRead'] = (failure, what) => {
    noteUnread(context, check, failure, what);
  };
  if (!system.ok) notRead(system.error, { machine: 'this-pc', reading: 'operating-system' });
  const targetIsHere = await isThisPc(request.target.host, windows, read);
  const end = await inspect({ windows, read, system: system.ok ? system.value : null, targetIsHere, notRead });
  return signal.aborted ? cancelled : end;
}

function noteUnread({ recorder }: CheckContext, check: CheckId, failure: WindowsFailure, what: Unread): void {
  // What was broken off by the person is told by the end of the check.
  if (failure.kind === 'cancelled') return;
  recorder.observe(check, 'windows-not-read', { ...what, ...detailsOf(failure) });
}

function detailsOf(failure: Exclude<WindowsFailure, { kind: 'cancelled' }>) {
  const { kind: why } = failure;
  switch (failure.kind) {
    case 'not-available':
      return { why, ...(failure.detail === undefined ? {} : { detail: failure.detail }) };
    case 'access-denied':
    case 'api':
      return { why, api: failure.api, code: failure.code };
    case 'implausible':
      return { why, api: failure.api, detail: failure.what };
    case 'deadline':
      return { why, ms: failure.waitedMs };
  }
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

/** Whether a host as typed is this PC: its loopback, or its name with or without its domain. */
async function isThisPc(host: string, windows: WindowsInspector, read: ReadOptions): Promise<boolean> {
  if (loopback.test(host)) return true;
  const wanted = host.toLowerCase().replace(/\.$/, '');
  const control = 'SYSTEM\\CurrentControlSet';
  const name = await textOf(windows, `${control}\\Control\\ComputerName\\ActiveComputerName`, 'ComputerName', read);
  const label = await textOf(windows, `${control}\\Services\\Tcpip\\Parameters`, 'Hostname', read);
  const domain = await textOf(windows, `${control}\\Services\\Tcpip\\Parameters`, 'Domain', read);
  return [name, label, `${label}.${domain}`].some((own) => own !== '' && own.toLowerCase() === wanted);
}

async function textOf(windows: WindowsInspector, path: string, name: string, read: ReadOptions): Promise<string> {
  const key = await windows.registry.key(null, 'HKLM', path, read);
  const found = key.ok ? valueOf(key.value, name) : undefined;
  return found?.type === 'REG_SZ' ? found.value : '';
}
