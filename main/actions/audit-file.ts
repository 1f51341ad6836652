import { open } from 'node:fs/promises';
import type { AuditSink } from './audit.ts';

/** Keeps audit lines in a file, one JSON object a line, each on the disk before anything goes on. Only its owner may read it. */
export function auditFile(path: string): AuditSink {
  return async (line) => {
    try {
      const handle = await open(path, 'a', 0o600);
      try {
        await handle.appendFile(`${JSON.stringify(line)}\n`, 'utf8');
        await handle.sync();
      } finally {
        await handle.close();
      }
      return true;
    } catch {
      return false;
    }
  };
}
