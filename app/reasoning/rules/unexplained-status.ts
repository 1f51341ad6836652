import { endedStatuses } from '../../knowledge/sign-in-statuses.ts';
import type { Facts } from '../facts.ts';
import { fileRefusals } from './files.ts';

/** A status that nobody asked for and no cause names, with the command that it answered. */
export function unexplainedStatus(facts: Facts) {
  const unexpected = facts.first('unexpected-status');
  if (unexpected !== undefined) return { seen: unexpected, series: unexpected.series };
  const [file] = fileRefusals(facts);
  if (file !== undefined) return { seen: file.seen, series: file.series };
  const tree = facts.first('tree-refused');
  if (tree !== undefined) return { seen: tree, series: `${tree.protocol ?? 'smb1'}.tree-connect` as const };
  const signIn = facts.first('sign-in-refused');
  if (signIn !== undefined) return { seen: signIn, series: `${signIn.protocol ?? 'smb1'}.session-setup` as const };
  const negotiate = facts.first('smb1-negotiate-refused');
  if (negotiate?.how === 'status') return { seen: negotiate, series: 'smb1.negotiate' as const };
  const smb2 = facts.all('smb2-negotiate-refused').find(({ how }) => how === 'status');
  if (smb2 !== undefined && facts.first('smb2-negotiated') !== undefined) {
    return { seen: smb2, series: 'smb2.negotiate' as const };
  }
  // The server knew the session, and yet it or the share has ended.
  const alive = facts.all('session-alive').find(({ status }) => endedStatuses.has(status.name));
  if (alive !== undefined) {
    return {
      seen: alive,
      series: alive.protocol === 'smb2' ? ('smb2.tree-connect' as const) : ('smb1.query-fs-info' as const),
    };
  }
  return null;
}
