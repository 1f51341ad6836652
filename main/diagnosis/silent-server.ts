import { failure } from '../../app/model/result.ts';
import type { Read } from '../windows/failure.ts';
import type { Machine, WindowsInspector } from '../windows/inspector.ts';
import type { Workbench } from './workbench.ts';

/**
 * The same inspector, but a server that let one question run into its deadline is not asked another: each would take as
 * long, and a run asks many. What would have been asked fails as that one did.
 */
export function askedUntilSilent(windows: WindowsInspector, bench: Workbench): WindowsInspector {
  const ask = async <Value>(machine: Machine, question: () => Read<Value>): Read<Value> => {
    if (machine === null) return question();
    if (bench.silentWindows !== null) return failure(bench.silentWindows);
    const answer = await question();
    if (!answer.ok && answer.error.kind === 'deadline') bench.silentWindows = answer.error;
    return answer;
  };
  return {
    ...windows,
    registry: { key: (machine, ...rest) => ask(machine, () => windows.registry.key(machine, ...rest)) },
    sessions: (machine, ...rest) => ask(machine, () => windows.sessions(machine, ...rest)),
    service: (machine, ...rest) => ask(machine, () => windows.service(machine, ...rest)),
    events: (machine, ...rest) => ask(machine, () => windows.events(machine, ...rest)),
    serverInfo: (machine, ...rest) => ask(machine, () => windows.serverInfo(machine, ...rest)),
  };
}
