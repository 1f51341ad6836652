import type { Message } from '../../app/model/message.ts';
import { message } from '../../app/wording/message.ts';
import type { Machine } from '../windows/inspector.ts';
import { valueOf } from '../windows/registry.ts';
import type { SessionInfo } from '../windows/sessions.ts';
import type { ActionContext } from './action.ts';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** The machine that is meant: null for every way of naming this PC. */
export async function machineMeant({ windows, options }: ActionContext, machine: Machine): Promise<Machine> {
  if (machine === null || loopback.test(machine)) return null;
  const key = 'SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ActiveComputerName';
  const read = await windows.registry.key(null, 'HKLM', key, options);
  const own = read.ok ? valueOf(read.value, 'ComputerName') : undefined;
  if (own?.type !== 'REG_SZ' || own.value === '') return machine;
  const label = /^[\d.:]+$/.test(machine) ? machine : (machine.split('.')[0] ?? machine);
  return label.toLowerCase() === own.value.toLowerCase() ? null : machine;
}

/** The name of a machine in a sentence. */
export function nameOf(machine: Machine): string | Message {
  return machine ?? message('action.machine.here');
}

/** The session that this app runs in; null where Windows does not say. */
export async function ownSessionId({ windows, options }: ActionContext): Promise<number | null> {
  const system = await windows.operatingSystem(options);
  return system.ok ? system.value.sessionId : null;
}

/** Whether a session of this PC's list came over Remote Desktop: its station is named after the listener, "rdp-tcp#3". */
export function cameOverRdp(sessions: readonly SessionInfo[], id: number | null): boolean {
  return sessions.some((session) => session.id === id && /^rdp-/i.test(session.station));
}
