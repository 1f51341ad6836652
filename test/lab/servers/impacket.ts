import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programPath } from '../programs.ts';
import { freePorts, isListening } from '../sockets.ts';
import { until } from '../until.ts';
import { startGuarded } from './guarded-process.ts';

const script = fileURLToPath(new URL('impacket-server.py', import.meta.url));

/** A running SMB server of impacket's, SMB1 only, one share. */
export interface ImpacketServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly share: string;
  /** The folder behind it. */
  readonly files: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Starts it on a free port of loopback; Python needs some seconds. Throws with what it printed when it does not come up. */
export async function startImpacket(): Promise<ImpacketServer> {
  const [port = 0] = await freePorts(1);
  const user = 'tester';
  const password = 'Correct-Horse-7';
  const directory = mkdtempSync(join(tmpdir(), 'session-doctor-impacket-'));
  const files = join(directory, 'files');
  mkdirSync(files);
  const server = await startGuarded([programPath('impacket'), script, String(port), files, user, password], directory);
  try {
    await until(
      'the server of impacket to listen',
      () => {
        if (server.hasEnded()) throw new Error(`it ended: ${server.output()}`);
        return isListening(port) ? true : undefined;
      },
      30_000,
    );
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { port, user, password, share: 'RW', files, pid: server.pid, stop: server.stop };
}
