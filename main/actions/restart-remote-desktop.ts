import type { ActionResult, RequestOf } from '../../app/model/action.ts';
import type { Message } from '../../app/model/message.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { WindowsFailure } from '../windows/failure.ts';
import type { Machine } from '../windows/inspector.ts';
import { valueOf } from '../windows/registry.ts';
import type { ServiceInfo, ServiceState } from '../windows/services.ts';
import type { Action, ActionContext } from './action.ts';
import { cameOverRdp, nameOf, ownSessionId } from './here.ts';
import { changed, done, endOf, errorOf } from './outcome.ts';
import { typed } from './typed.ts';
import { lookUntil } from './wait.ts';

type Request = RequestOf<'restart-remote-desktop'>;

const service = 'TermService';
/** Redirects ports and drives; Windows does not stop TermService while it runs, nor start it again by itself. */
const dependent = 'UmRdpService';
const listenerKey = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp';
const standardPort = 3389;
const stateChangeMs = 30_000;
const listenerMs = 10_000;
const ERROR_SERVICE_NOT_ACTIVE = 1062;
const ERROR_SERVICE_ALREADY_RUNNING = 1056;

/** Stops Remote Desktop Services with what depends on them and starts both again, here or on a server. */
export const restartRemoteDesktop: Action<Request> = async (context, { machine }) => {
  const { windows, options } = context;
  const remote = machine !== null;
  const info = await windows.service(machine, service, options);
  if (!info.ok) return failure(endOf(info.error, remote));
  if (info.value === null) {
    const words = { service, machine: nameOf(machine) };
    return failure(changed(message('action.restart-remote-desktop.no-service', words)));
  }
  const redirector = await windows.service(machine, dependent, options);
  const dependents = dependentsOf(info.value, redirector.ok ? redirector.value : null);
  const port = remote ? null : await listenerPort(context);
  const running = info.value.state === 'stopped' ? [] : [...dependents, service];
  const here = await windows.sessions(null, options);
  const overRdp = !remote && here.ok && cameOverRdp(here.value, await ownSessionId(context));
  const words = (name: string) => ({ service: name, machine: nameOf(machine) });
  return success({
    description: {
      title: message('action.restart-remote-desktop.title', { machine: nameOf(machine) }),
      does: [
        ...running.map((name) => message('action.restart-remote-desktop.does.stop', words(name))),
        ...[service, ...dependents].map((name) => message('action.restart-remote-desktop.does.start', words(name))),
        ...(port === null ? [] : [message('action.restart-remote-desktop.does.listen', { port })]),
      ],
      commands: [
        ...running.flatMap((name) => commandOf(machine, 'stop', name)),
        ...[service, ...dependents].flatMap((name) => commandOf(machine, 'start', name)),
      ],
      breaks: [message('action.restart-remote-desktop.breaks', { machine: nameOf(machine) })],
      warnings: overRdp ? [message('action.restart-remote-desktop.warning.over-rdp')] : [],
      undo: message('action.cannot-undo'),
      rights: remote ? 'server-administrator' : 'administrator',
    },
    run: () => restart(context, machine, { running, dependents, port }),
  });
};

/** The dependents that run, which must be stopped before and started after. */
function dependentsOf(info: ServiceInfo, redirector: ServiceInfo | null): readonly string[] {
  const named = (info.dependents ?? []).filter(({ state }) => state !== 'stopped').map(({ name }) => name);
  const known = redirector !== null && redirector.state !== 'stopped' ? [redirector.name] : [];
  return [...new Set([...named, ...known])];
}

function commandOf(machine: Machine, verb: 'stop' | 'start', name: string): readonly string[] {
  return machine === null ? typed('net', verb, name) : typed('sc.exe', `\\\\${machine}`, verb, name);
}

interface Course {
  readonly running: readonly string[];
  readonly dependents: readonly string[];
  readonly port: number | null;
}

async function restart(context: ActionContext, machine: Machine, course: Course): Promise<ActionResult> {
  const did: Message[] = [];
  let trouble: Trouble | null = null;
  for (const name of course.running) {
    trouble = await bring(context, machine, name, 'stopped');
    if (trouble !== null) break;
    did.push(message('action.restart-remote-desktop.stopped', { service: name }));
  }
  if (trouble !== null && did.length === 0 && !trouble.asked) return endOf(trouble.error, machine !== null);
  // Whatever went wrong: what was stopped is started again.
  const didNot: Message[] = trouble === null ? [] : [trouble.message];
  for (const name of [service, ...course.dependents]) {
    const failed = await bring(context, machine, name, 'running');
    if (failed === null) did.push(message('action.restart-remote-desktop.started', { service: name }));
    else didNot.push(failed.message);
    trouble ??= failed;
  }
  if (course.port !== null && didNot.length === 0) {
    const { port } = course;
    if (await listens(context, port)) did.push(message('action.restart-remote-desktop.listens', { port }));
    else didNot.push(message('action.restart-remote-desktop.not-listening', { port }));
  }
  if (didNot.length === 0) return done(...did);
  return { outcome: 'half-done', did, didNot, ...(trouble === null ? {} : errorOf(trouble.error)) };
}

interface Trouble {
  readonly message: Message;
  readonly error: WindowsFailure;
  /** Windows took the request, so that something may have happened. */
  readonly asked: boolean;
}

/** Brings a service into a state and waits for it; null when it got there. */
async function bring(
  context: ActionContext,
  machine: Machine,
  name: string,
  state: 'stopped' | 'running',
): Promise<Trouble | null> {
  const { actuator, windows } = context;
  // Half a restart is worse than a late one: what was stopped is started even when nobody waits for it any more.
  const options = { ...context.options, signal: new AbortController().signal };
  const patient = { ...context, options };
  const words = { service: name, machine: nameOf(machine) };
  const trouble = (error: WindowsFailure, asked: boolean): Trouble => ({
    message:
      state === 'stopped'
        ? message('action.restart-remote-desktop.not-stopped', { service: name })
        : message('action.restart-remote-desktop.not-started', words),
    error,
    asked,
  });
  const change = state === 'stopped' ? actuator.stopService : actuator.startService;
  const asked = await change(machine, name, options);
  if (!asked.ok && !isThereAlready(asked.error, state)) return trouble(asked.error, asked.error.kind === 'deadline');
  const reached = (seen: Result<ServiceInfo | null, WindowsFailure>): boolean =>
    !seen.ok || seen.value?.state === state;
  const seen = await lookUntil(patient, stateChangeMs, () => windows.service(machine, name, options), reached);
  if (!seen.ok) return trouble(seen.error, true);
  return seen.value?.state === state ? null : trouble({ kind: 'deadline', waitedMs: stateChangeMs }, true);
}

function isThereAlready(error: WindowsFailure, state: ServiceState): boolean {
  const code = state === 'stopped' ? ERROR_SERVICE_NOT_ACTIVE : ERROR_SERVICE_ALREADY_RUNNING;
  return error.kind === 'api' && error.code === code;
}

async function listenerPort({ windows, options }: ActionContext): Promise<number> {
  const read = await windows.registry.key(null, 'HKLM', listenerKey, options);
  const value = read.ok ? valueOf(read.value, 'PortNumber') : undefined;
  return value?.type === 'REG_DWORD' ? value.value : standardPort;
}

async function listens(context: ActionContext, port: number): Promise<boolean> {
  const { windows, options } = context;
  const look = async (): Promise<boolean> => {
    const table = await windows.tcpTable(options);
    return table.ok && table.value.some((row) => row.state === 'listen' && row.localPort === port);
  };
  return lookUntil(context, listenerMs, look, (seen) => seen);
}
