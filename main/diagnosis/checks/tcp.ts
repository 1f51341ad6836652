import { message } from '../../../app/wording/message.ts';
import type { Check } from '../check.ts';
import { cancelled, done } from '../check.ts';
import { openConnection } from '../connect.ts';
import { needs } from '../needs.ts';

/** Connects to the target's port, address by address until one accepts. */
export const tcpCheck: Check = {
  id: 'tcp',
  run: async (context) => {
    const { request, recorder, bench } = context;
    const { port } = request.target;
    if (bench.addresses.length === 0) return needs('resolve');
    for (const address of bench.addresses) {
      recorder.progress('tcp', message('check.progress.address', { address }));
      const { result, ms, exchange } = await openConnection(context, address, 'smb1');
      if (result.ok) {
        recorder.observe('tcp', 'tcp-connected', { address, port, ms, exchange });
        bench.address = address;
        bench.unused = result.value;
        return done;
      }
      const failure = result.error;
      if (failure.kind === 'cancelled') return cancelled;
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
    }
    return done;
  },
};
