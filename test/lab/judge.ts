import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { programPath } from './programs.ts';

const run = promisify(execFile);

/** What tshark thinks of the packets that a client sent. */
export interface Judgement {
  /** Packets with SMB in them. */
  readonly clientPackets: number;
  /** Malformed packets, and those on which an expert remark of at least a warning stands. */
  readonly complaints: readonly Complaint[];
}

export interface Complaint {
  readonly frame: number;
  readonly remarks: string;
}

/** Wireshark's PI_WARN. */
const warning = 6_291_456;

/**
 * Has tshark dissect a capture and gives its complaints about packets to `serverPort`. Replies are left out: it complains
 * about the SPNEGO hint of Samba's own.
 */
export async function judgeClientPackets(file: string, serverPort: number): Promise<Judgement> {
  const fromClient = `tcp.dstport==${serverPort}`;
  const [packets, complaints] = await Promise.all([
    frames(file, serverPort, `${fromClient} && (smb || smb2)`),
    frames(file, serverPort, `${fromClient} && (_ws.malformed || _ws.expert.severity>=${warning})`),
  ]);
  return { clientPackets: packets.length, complaints };
}

async function frames(file: string, serverPort: number, filter: string): Promise<readonly Complaint[]> {
  const fields = ['-T', 'fields', '-e', 'frame.number', '-e', '_ws.expert.message'];
  const decode = ['-d', `tcp.port==${serverPort},nbss`];
  // Without name look-ups and without this machine's preferences, which could change the verdict.
  const { stdout } = await run(programPath('tshark'), ['-n', '-r', file, ...decode, '-Y', filter, ...fields], {
    env: { ...process.env, HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' },
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [frame = '', ...remarks] = line.split('\t');
      return { frame: Number(frame), remarks: remarks.join(' ') };
    });
}
