import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RunEvent, RunRequest } from '../../app/model/run.ts';

const Recording = z.object({
  request: RunRequest,
  startedAt: z.string(),
  durationMs: z.number(),
  events: z.array(RunEvent),
});

/** What the diagnosis said, in order, while it tested a real server. */
export type Recording = z.infer<typeof Recording>;

/**
 * Runs against Samba on loopback: all well; a wrong password; echoes that stop being answered after the sixtieth (a
 * proxy swallows them); SMB1 switched off.
 */
export type RecordingName = 'healthy' | 'logon-failed' | 'stalled' | 'smb1-disabled';

/** A recorded run, held against the model's schemas. */
export function recording(name: RecordingName): Recording {
  const file = join(import.meta.dirname, '..', 'fixtures', 'runs', `${name}.json`);
  return Recording.parse(JSON.parse(readFileSync(file, 'utf8')));
}
