import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programPath } from '../programs.ts';
import { freePorts, isListening, processServing } from '../sockets.ts';
import { until } from '../until.ts';
import { startGuarded, type GuardedProcess } from './guarded-process.ts';
import { dropRights, handOver, withEnvironment } from './unprivileged.ts';

/** What differs from the base configuration: parameters of smb.conf(5), section [global]. */
export type SambaSettings = Readonly<Record<string, string>>;

/** The servers that the tests need, by what they do differently. */
export const sambaVariants = {
  smb1: {},
  smb1Off: { 'server min protocol': 'SMB2' },
  signingMandatory: { 'server signing': 'mandatory' },
  rawNtlmv2: { 'raw NTLMv2 auth': 'yes' },
  ntlmDisabled: { 'ntlm auth': 'disabled' },
  restrictAnonymous: { 'restrict anonymous': '2' },
  mapToGuest: { 'map to guest': 'Bad User' },
  /** Two of these are helpers of smbd's own; four clients fit. */
  fewProcesses: { 'max smbd processes': '6' },
  /** Minutes of idleness after which smbd closes. */
  deadtimeOneMinute: { deadtime: '1' },
  /** Seconds between NBSS keep-alives, once a tree is connected. */
  keepalive: { keepalive: '2' },
  encryptionRequired: { 'smb encrypt': 'required' },
  noUnixExtensions: { 'unix extensions': 'no' },
  resetOnZeroVc: { 'reset on zero vc': 'yes' },
} as const satisfies Record<string, SambaSettings>;

export interface SambaOptions {
  readonly settings?: SambaSettings;
  /** Variables that smbd is to have besides ours. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs smbd and its children on this processor only. */
  readonly cpu?: number;
}

/** A running smbd. */
export interface Samba {
  /** Direct TCP; smbd answers NetBIOS session requests here as well. */
  readonly port: number;
  /** The second port, for NetBIOS session service as on 139. */
  readonly nbssPort: number;
  readonly user: string;
  readonly password: string;
  /** The daemon, not the child that serves a client. */
  readonly pid: number;
  readonly shares: typeof sambaShares;
  /** The folder behind all of them. */
  readonly files: string;
  /** The child that serves the client whose own port is given: for SIGSTOP, SIGCONT and SIGKILL. */
  readonly childServing: (clientPort: number) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** The shares, by who may use them. */
export const sambaShares = {
  /** The test's user. */
  forUser: 'rw',
  /** Guests too. */
  forGuests: 'pub',
  /** Nobody whom the tests sign in as. */
  forNobody: 'locked',
} as const;

/** An account that every Linux has; smbd wants each of its users to have one. Clients sign in as `tester`. */
const unixUser = 'games';
const user = 'tester';
const workgroup = 'LAB';
const password = 'Correct-Horse-7';

/**
 * Starts smbd on two free ports of loopback, with SMB1 unless the settings say otherwise, and gives it once the kernel
 * says that it listens. It runs unprivileged: as the user who runs the tests or, when that is root, as nobody. An smbd
 * without root's rights leaves out the change to the unix user of a session, so one account serves in both cases.
 * Throws with what smbd printed when it does not come up.
 */
export async function startSamba({ settings = {}, environment = {}, cpu }: SambaOptions = {}): Promise<Samba> {
  const [port = 0, nbssPort = 0] = await freePorts(2);
  const pin = cpu === undefined ? [] : [programPath('taskset'), '-c', String(cpu)];

  const directory = mkdtempSync(join(tmpdir(), 'session-doctor-samba-'));
  const configuration = writeDirectory(directory, [port, nbssPort], settings);
  addUser(configuration, directory);
  const smbd = await startGuarded(
    [
      ...dropRights(),
      ...pin,
      ...withEnvironment(environment),
      programPath('smbd'),
      '--foreground',
      '--no-process-group',
      `--configfile=${configuration}`,
      `--log-basename=${join(directory, 'state')}`,
    ],
    directory,
  );
  await untilListening(smbd, [port, nbssPort]);
  return {
    port,
    nbssPort,
    user,
    password,
    pid: smbd.pid,
    shares: sambaShares,
    files: join(directory, 'files'),
    childServing: (clientPort) =>
      until(`the smbd that serves port ${clientPort}`, () =>
        processServing(
          { serverPort: port, clientPort },
          smbd.processes().filter((pid) => pid !== smbd.pid),
        ),
      ),
    stop: smbd.stop,
  };
}

async function untilListening(smbd: GuardedProcess, ports: readonly number[]): Promise<void> {
  try {
    await until('smbd to listen', () => {
      if (smbd.hasEnded()) throw new Error(`smbd ended: ${smbd.output()}`);
      return ports.every(isListening) ? true : undefined;
    });
  } catch (error) {
    await smbd.stop();
    throw error;
  }
}

function writeDirectory(directory: string, ports: readonly number[], settings: SambaSettings): string {
  const state = join(directory, 'state');
  const files = join(directory, 'files');
  mkdirSync(join(state, 'ncalrpc'), { recursive: true });
  mkdirSync(files);
  const configuration = join(directory, 'smb.conf');
  // Who comes with a Kerberos ticket is looked up with the workgroup before the name.
  writeFileSync(join(directory, 'users'), `${unixUser} = ${user} ${workgroup}\\${user}\n`);
  writeFileSync(configuration, smbConf(directory, ports, settings));
  handOver([directory, state, files, join(state, 'ncalrpc')]);
  // smbd weighs the rights of the session's own user against the mode, though the kernel sees nobody.
  chmodSync(files, 0o777);
  return configuration;
}

function smbConf(directory: string, ports: readonly number[], settings: SambaSettings): string {
  const state = join(directory, 'state');
  const files = join(directory, 'files');
  const global = {
    'smb ports': ports.join(' '),
    interfaces: '127.0.0.1',
    'bind interfaces only': 'yes',
    workgroup,
    'netbios name': 'LABSERVER',
    'server min protocol': 'NT1',
    'map to guest': 'Never',
    'username map': join(directory, 'users'),
    'private dir': state,
    'state directory': state,
    'lock directory': state,
    'cache directory': state,
    'pid directory': state,
    'ncalrpc dir': join(state, 'ncalrpc'),
    'log file': join(state, 'log'),
    'disable spoolss': 'yes',
    'load printers': 'no',
    // The helper would leave smbd's process group and outlive it.
    'rpc start on demand helpers': 'no',
    ...settings,
  };
  const section = (name: string, parameters: Readonly<Record<string, string>>): string =>
    [`[${name}]`, ...Object.entries(parameters).map(([key, value]) => `  ${key} = ${value}`), ''].join('\n');
  return [
    section('global', global),
    section(sambaShares.forUser, { path: files, 'read only': 'no' }),
    section(sambaShares.forGuests, { path: files, 'guest ok': 'yes' }),
    section(sambaShares.forNobody, { path: files, 'valid users': 'root' }),
  ].join('\n');
}

function addUser(configuration: string, directory: string): void {
  const command = [
    ...dropRights(),
    programPath('pdbedit'),
    `--configfile=${configuration}`,
    '--password-from-stdin',
    '--create',
    `--user=${unixUser}`,
  ];
  const [program = '', ...options] = command;
  const added = spawnSync(program, options, { input: `${password}\n${password}\n`, encoding: 'utf8', cwd: '/' });
  if (added.status === 0) return;
  rmSync(directory, { recursive: true });
  throw new Error(`pdbedit refused the test's user: ${added.stderr}${added.stdout}`);
}
