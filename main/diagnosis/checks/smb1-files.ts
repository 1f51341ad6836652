import { message } from '../../../app/wording/message.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { skipped } from '../check.ts';
import { workOnExistingFile } from '../files/existing-file.ts';
import type { Place } from '../files/steps.ts';
import { fileWork, folderOf, wirePath } from '../files/steps.ts';
import type { Where } from '../files/temporary-file.ts';
import { workOnTemporaryFile } from '../files/temporary-file.ts';
import { holdsFiles } from '../holds-files.ts';
import { needs } from '../needs.ts';

/**
 * Works on a file of the share that was named, and times each step: on a temporary one of its own or, where nothing may be
 * written, on one that is there. Where the user's own path was given, all of it happens there.
 */
export const smb1FilesCheck: Check = {
  id: 'smb1-files',
  run: async (context) => {
    const { request, bench } = context;
    const { smb1: connection, session } = bench;
    const { share, account } = request.target;
    if (share === undefined) return skipped(message('check.why.no-share'));
    if (connection === null || session === null) return needs('smb1-session');
    if (connection.unusable !== null) return skipped(connection.unusable);
    if (account.kind === 'anonymous' || session.guest) return skipped(message('check.why.anonymous'));
    const tree = bench.trees.find((one) => one.share === share);
    if (tree === undefined) return needs('smb1-tree');
    if (!holdsFiles(tree)) return skipped(message('check.why.no-disk', { share }));
    return work(context, { client: connection.client, tree, share, folder: '' });
  },
};

async function work(context: CheckContext, root: Where): Promise<CheckEnd> {
  const { request } = context;
  const steps = fileWork(context);
  const given = request.target.path;
  let where = root;
  let file: string | null = null;
  if (given !== undefined) {
    const place: Place = { share: root.share, path: given, own: false };
    const options = { deadlineMs: request.plan.workDeadlineMs, signal: context.signal };
    const asked = await steps.step(place, await root.client.queryPathInfo(root.tree, wirePath(given), options));
    if (asked.kind !== 'reply') return asked.end;
    file = asked.reply.directory ? null : given;
    where = { ...root, folder: asked.reply.directory ? given : folderOf(given) };
  }
  if (!request.plan.readOnly) {
    const written = await workOnTemporaryFile(context, steps, where);
    if (written.kind === 'ended') return written.end;
  }
  return workOnExistingFile(context, steps, where, file);
}
