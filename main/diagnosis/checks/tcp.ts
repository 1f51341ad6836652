import { message } from '../../../app/wording/message.ts';
import { anyFileServer } from '../../net/netbios-name.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done } from '../check.ts';
import type { NamedConnection } from '../workbench.ts';
import { openSession, openTcp } from '../connect.ts';
import { needs } from '../needs.ts';
import { noteSessionFailure } from '../session-failure.ts';
import type { Workbench } from '../workbench.ts';

interface Place {
  readonly address: string;
  readonly port: number;
}

/**
 * Connects to the target's port, address by address until one accepts; then, where the plan allows it and none did, to
 * the port of NetBIOS. There it goes on to a session, without which no SMB can be spoken.
 */
export const tcpCheck: Check = {
  id: 'tcp',
  run: async (context) => {
    const { request, bench } = context;
    const { port, netbiosPort = port } = request.target;
    if (bench.addresses.length === 0) return needs('resolve');
    for (const tried of new Set([port, netbiosPort])) {
      for (const address of bench.addresses) {
        const connected = await connect(context, address, tried);
        if (connected === 'cancelled') return cancelled;
        if (connected === null) continue;
        if (tried === request.target.netbiosPort) return startSession(context, connected, { address, port: tried });
        keep(bench, connected, { address, port: tried });
        return done;
      }
    }
    return done;
  },
};

/** Tries one address and notes what became of it; null when it accepts no connection. */
async function connect(
  context: CheckContext,
  address: string,
  port: number,
): Promise<NamedConnection | 'cancelled' | null> {
  const { recorder } = context;
  recorder.progress('tcp', message('check.progress.address', { address }));
  const { result, ms, exchange } = await openTcp(context, { address, port, kind: 'smb1' });
  if (result.ok) {
    recorder.observe('tcp', 'tcp-connected', { address, port, ms, exchange });
    return result.value;
  }
  const failure = result.error;
  if (failure.kind === 'cancelled') return 'cancelled';
  if (failure.kind === 'refused') recorder.observe('tcp', 'tcp-refused', { address, port, ms, exchange });
  if (failure.kind === 'deadline') {
    recorder.observe('tcp', 'tcp-no-answer', { address, port, reason: 'deadline', ms, exchange });
  }
  if (failure.kind === 'unreachable') {
    const { code } = failure;
    recorder.observe('tcp', 'tcp-no-answer', { address, port, reason: 'unreachable', code, ms, exchange });
  }
  if (failure.kind === 'local-error') {
    recorder.observe('tcp', 'tcp-failed', { address, port, code: failure.code, ms, exchange });
  }
  return null;
}

async function startSession(context: CheckContext, connection: NamedConnection, at: Place): Promise<CheckEnd> {
  const { recorder, bench } = context;
  recorder.progress('tcp', message('check.progress.netbios', { port: String(at.port) }));
  const { result, ms, exchange, record } = await openSession(context, connection);
  if (!result.ok) {
    const noted = await noteSessionFailure(context, 'tcp', result.error, { ...at, ms, exchange, record });
    return noted === 'cancelled' ? cancelled : done;
  }
  recorder.observe('tcp', 'netbios-session', { ...at, called: anyFileServer, ms, exchange });
  keep(bench, result.value, at);
  return done;
}

function keep(bench: Workbench, connection: NamedConnection, { address, port }: Place): void {
  bench.address = address;
  bench.port = port;
  bench.unused = connection;
}
