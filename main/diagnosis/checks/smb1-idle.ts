import { message } from '../../../app/wording/message.ts';
import { systemSchedule } from '../../schedule.ts';
import type { Check } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { holdsFiles } from '../holds-files.ts';
import { holdIdle } from '../idle/hold.ts';
import { needs } from '../needs.ts';

const DEFAULT_IDLE_MS = 120_000;

/**
 * Holds silent connections, apart from the one that the other checks use: an echo there would set a server's idle timer
 * back on Windows. Each is used once its own time has come. The gate of `smb1-session` holds here too: what was refused
 * there is not tried again, and what is refused here ends the setting up.
 */
export const smb1IdleCheck: Check = {
  id: 'smb1-idle',
  run: async (context) => {
    const { bench, request, signal } = context;
    if (bench.smb1 === null || bench.session === null) return needs('smb1-session');
    if (bench.smb1.unusable !== null) return skipped(bench.smb1.unusable);
    const tree = bench.trees.at(-1);
    if (tree === undefined) return needs('smb1-tree');
    const held = await holdIdle(context, systemSchedule, {
      idleMs: request.plan.idleMs ?? DEFAULT_IDLE_MS,
      share: tree.share,
      onDisk: holdsFiles(tree),
    });
    if (signal.aborted) return cancelled;
    return held === 0 ? skipped(message('check.why.idle-not-set-up')) : done;
  },
};
