import { spawn } from 'node:child_process';
import { programPath } from '../programs.ts';

export interface SmbclientRun {
  readonly port: number;
  readonly share: string;
  /** `NAME%PASSWORD`; `%` is anonymous. */
  readonly user: string;
  /** The highest protocol that it offers: NT1, SMB3 and so on. */
  readonly protocol?: string;
  readonly command?: string;
  /** More options of smb.conf(5). */
  readonly options?: readonly string[];
}

/** Runs Samba's smbclient against a server on loopback, without any configuration of this machine; its output and exit code. */
export async function runSmbclient(
  run: SmbclientRun,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const options = ['client min protocol=NT1', ...(run.options ?? [])];
  const child = spawn(
    programPath('smbclient'),
    [
      `//127.0.0.1/${run.share}`,
      '--configfile=/dev/null',
      `--port=${run.port}`,
      `--user=${run.user}`,
      `--max-protocol=${run.protocol ?? 'NT1'}`,
      ...options.map((option) => `--option=${option}`),
      `--command=${run.command ?? 'ls'}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const take = (chunk: string): void => {
    output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, output };
}
