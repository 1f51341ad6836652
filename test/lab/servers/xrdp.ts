import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programPath } from '../programs.ts';
import { freePorts, isListening } from '../sockets.ts';
import { until } from '../until.ts';
import { startGuarded } from './guarded-process.ts';
import { rdpKeyPath, validCertificatePath } from './rdp-certificates.ts';

/** What xrdp offers: `negotiate` takes TLS where the client does, and goes without where it does not. */
export type XrdpSecurity = 'tls' | 'rdp' | 'negotiate';

/** A running xrdp, which answers up to the sign-in; it has no sessions behind it. */
export interface XrdpServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Starts it on a free port of loopback, as whoever we are. Throws with what it printed when it does not come up. */
export async function startXrdp(security: XrdpSecurity): Promise<XrdpServer> {
  const [port = 0] = await freePorts(1);
  const directory = mkdtempSync(join(tmpdir(), 'session-doctor-xrdp-'));
  const own = (name: string): string => join(directory, name);
  copyFileSync(rdpKeyPath, own('key.pem'));
  copyFileSync(validCertificatePath, own('cert.pem'));
  writeFileSync(own('xrdp.ini'), configuration(port, security, own));
  const command = [programPath('xrdp'), '--nodaemon', '--config', own('xrdp.ini')];
  const server = await startGuarded(command, directory);
  try {
    await until('xrdp to listen', () => {
      if (server.hasEnded()) throw new Error(`it ended: ${server.output()}`);
      return isListening(port) ? true : undefined;
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { port, stop: server.stop };
}

function configuration(port: number, security: XrdpSecurity, own: (name: string) => string): string {
  return [
    '[Globals]',
    'ini_version=1',
    'fork=true',
    `port=tcp://127.0.0.1:${String(port)}`,
    `security_layer=${security}`,
    'crypt_level=high',
    `certificate=${own('cert.pem')}`,
    `key_file=${own('key.pem')}`,
    'ssl_protocols=TLSv1.2, TLSv1.3',
    '[Logging]',
    `LogFile=${own('log')}`,
    'LogLevel=INFO',
    'EnableSyslog=false',
    '[Channels]',
    '[Xvnc]',
    'name=lab',
    'lib=libvnc.so',
    '',
  ].join('\n');
}
