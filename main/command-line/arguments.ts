import { splitPath } from '../../app/knowledge/typed-path.ts';
import { mayBeServer, splitServer } from '../../app/knowledge/typed-server.ts';
import { CheckId } from '../../app/model/check.ts';
import type { Message } from '../../app/model/message.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { ConsentId } from '../../app/model/plan.ts';
import type { RunRequest } from '../../app/model/run.ts';
import { Symptom } from '../../app/model/symptom.ts';
import type { Account } from '../../app/model/target.ts';
import { PracticeScenario, Target } from '../../app/model/target.ts';
import { message } from '../../app/wording/message.ts';
import { planRun } from '../diagnosis/plan.ts';
import type { OptionName } from './options.ts';
import type { SplitArguments } from './split.ts';
import { splitArguments } from './split.ts';

const SMB_PORT = 445;
/** The NetBIOS session service. */
const NETBIOS_PORT = 139;
const PRACTICE_HOST = '127.0.0.1';
const MOST_SAMPLES = 100_000;
const LONGEST_DEADLINE_S = 600;
const SHORTEST_IDLE_S = 2;
const LONGEST_IDLE_S = 86_400;

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'diagnose';
      readonly request: RunRequest;
      /** Read one line of standard input as the password. */
      readonly passwordFromStdin: boolean;
      readonly json: boolean;
      readonly out: string | undefined;
      /** Leave sign-in responses in the packet file instead of blanking them. */
      readonly keepCredentials: boolean;
    };

/** Told what is wrong with the arguments; what is read goes on with a stand-in, and the first complaint counts. */
type Complain = (problem: Message) => void;

/**
 * Reads the arguments (without the program's name); the failure says what is wrong with them. With `windows` this PC is
 * one that can be inspected.
 */
export function readArguments(args: readonly string[], { windows = false } = {}): Result<Command, Message> {
  const split = splitArguments(args);
  if (!split.ok) return split;
  const problems: Message[] = [];
  const command = commandOf(split.value, windows, (problem) => problems.push(problem));
  const [first] = problems;
  return first === undefined ? success(command) : failure(first);
}

function commandOf(split: SplitArguments, windows: boolean, complain: Complain): Command {
  const { given } = split;
  if (given.has('help')) return { kind: 'help' };
  if (given.has('version')) return { kind: 'version' };
  const practice = choice(given, 'practice', PracticeScenario.options, complain);
  const account = accountOf(given, windows, complain);
  const rdpPort = given.get('rdp-port');
  const target = {
    ...withPath(serverOf(split, practice !== undefined, complain), given.get('path'), complain),
    ...(rdpPort === undefined ? {} : { rdpPort: portNumber(rdpPort, complain) }),
    account,
  };
  checkTarget(target, complain);
  const symptom = choice(given, 'symptom', Symptom.options, complain) ?? 'unknown';
  const keepCredentials = given.has('keep-credentials-in-capture');
  if (keepCredentials && !given.has('out')) complain(message('cli.error.capture-without-out'));
  return {
    kind: 'diagnose',
    request: {
      symptom,
      target,
      plan: planRun({
        symptom,
        target,
        practice,
        checks: checksOf(given, complain),
        samples: whole(given, 'samples', MOST_SAMPLES, complain),
        deadlineMs: seconds(given, 'deadline', { least: 0.01, most: LONGEST_DEADLINE_S }, complain),
        idleMs: seconds(given, 'idle', { least: SHORTEST_IDLE_S, most: LONGEST_IDLE_S }, complain),
        readOnly: given.has('read-only'),
        consent: consentOf(given, complain),
        windows,
      }),
      ...(practice === undefined ? {} : { practice }),
    },
    passwordFromStdin: given.has('password-stdin'),
    json: given.has('json'),
    out: given.get('out'),
    keepCredentials,
  };
}

function serverOf(
  { given, positionals }: SplitArguments,
  practice: boolean,
  complain: Complain,
): Pick<Target, 'host' | 'port' | 'share' | 'netbiosPort'> {
  const hosts = [...positionals, ...(given.has('host') ? [given.get('host') ?? ''] : [])];
  const [text, extra] = hosts;
  const shareOption = given.get('share');
  const withShare = (share = shareOption) => (share === undefined ? {} : { share });
  if (practice) {
    if (text !== undefined || given.has('port')) complain(message('cli.error.host-and-practice'));
    return { host: PRACTICE_HOST, port: SMB_PORT, ...withShare() };
  }
  if (text === undefined) {
    complain(message('cli.error.no-host'));
    return { host: '', port: SMB_PORT, ...withShare() };
  }
  if (extra !== undefined) complain(message('cli.error.two-hosts', { first: text, second: extra }));
  const { host, port, share } = splitServer(text);
  const portOption = given.get('port');
  if (port !== undefined && portOption !== undefined) {
    complain(message('cli.error.two-ports', { first: port, second: portOption }));
  }
  if (share !== undefined && shareOption !== undefined) {
    complain(message('cli.error.two-shares', { first: share, second: shareOption }));
  }
  const typed = port ?? portOption;
  const number = portNumber(typed, complain);
  return {
    host,
    port: number,
    ...(typed === undefined || number === NETBIOS_PORT ? { netbiosPort: NETBIOS_PORT } : {}),
    ...withShare(share),
  };
}

function portNumber(text: string | undefined, complain: Complain): number {
  if (text === undefined) return SMB_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) complain(message('cli.error.bad-port', { port: text }));
  return port;
}

function checkTarget(target: Target, complain: Complain): void {
  const parsed = Target.safeParse(target);
  const field = parsed.success ? undefined : parsed.error.issues[0]?.path[0];
  if (field === 'host') {
    const { host } = target;
    complain(message(mayBeServer(host) ? 'cli.error.bad-host' : 'cli.error.no-server-address', { host }));
  }
  if (field === 'share') complain(badValue('share', target.share ?? '', 'a share name without server and backslashes'));
  if (field === 'path') complain(badValue('path', target.path ?? '', 'a file or folder below the share'));
  if (field === 'account') complain(badValue('user', '', '[DOMAIN\\]NAME'));
}

function accountOf(given: ReadonlyMap<OptionName, string>, windows: boolean, complain: Complain): Account {
  const text = given.get('user');
  if (given.has('current-user')) {
    if (text !== undefined || given.has('password-stdin')) complain(message('cli.error.current-user-and-user'));
    if (given.has('practice')) complain(message('cli.error.current-user-and-practice'));
    if (!windows) complain(message('cli.error.current-user-needs-windows'));
    return { kind: 'current-user', user: '' };
  }
  if (text === undefined) {
    if (given.has('password-stdin')) complain(message('cli.error.password-without-user'));
    return { kind: 'anonymous' };
  }
  if (!given.has('password-stdin')) complain(message('cli.error.user-without-password'));
  const backslash = text.indexOf('\\');
  const domain = text.slice(0, Math.max(0, backslash));
  const user = text.slice(backslash + 1);
  if (user === '') complain(badValue('user', text, '[DOMAIN\\]NAME'));
  return { kind: 'user', domain, user };
}

/** Adds the path; one that begins with server and share names the share too. */
function withPath<Server extends Pick<Target, 'host' | 'share'>>(
  server: Server,
  typed: string | undefined,
  complain: Complain,
): Server & Pick<Target, 'path' | 'share'> {
  if (typed === undefined) return server;
  const { host, share = server.share, path } = splitPath(typed);
  if (host !== undefined && host.toLowerCase() !== server.host.toLowerCase()) {
    complain(message('cli.error.path-elsewhere', { path: typed, host: server.host }));
  }
  if (server.share !== undefined && share?.toLowerCase() !== server.share.toLowerCase()) {
    complain(message('cli.error.two-shares', { first: server.share, second: share ?? '' }));
  }
  if (share === undefined || share === '') complain(message('cli.error.path-without-share'));
  return { ...server, ...(share === undefined ? {} : { share }), ...(path === '' ? {} : { path }) };
}

function consentOf(given: ReadonlyMap<OptionName, string>, complain: Complain): readonly ConsentId[] | undefined {
  return given
    .get('consent')
    ?.split(',')
    .flatMap((text) => {
      const consent = ConsentId.safeParse(text.trim());
      if (consent.success) return [consent.data];
      complain(badValue('consent', text.trim(), ConsentId.options.join(', ')));
      return [];
    });
}

function checksOf(given: ReadonlyMap<OptionName, string>, complain: Complain): readonly CheckId[] | undefined {
  return given
    .get('checks')
    ?.split(',')
    .flatMap((text) => {
      const check = CheckId.safeParse(text.trim());
      if (check.success) return [check.data];
      complain(message('cli.error.check-not-yet', { check: text.trim(), checks: CheckId.options.join(', ') }));
      return [];
    });
}

function choice<Value extends string>(
  given: ReadonlyMap<OptionName, string>,
  name: OptionName,
  values: readonly Value[],
  complain: Complain,
): Value | undefined {
  const text = given.get(name);
  if (text === undefined) return undefined;
  const found = values.find((value) => value === text);
  if (found === undefined) complain(badValue(name, text, values.join(', ')));
  return found;
}

function whole(
  given: ReadonlyMap<OptionName, string>,
  name: OptionName,
  most: number,
  complain: Complain,
): number | undefined {
  const text = given.get(name);
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) complain(badValue(name, text, `1 to ${String(most)}`));
  return value;
}

function seconds(
  given: ReadonlyMap<OptionName, string>,
  name: OptionName,
  { least, most }: { readonly least: number; readonly most: number },
  complain: Complain,
): number | undefined {
  const text = given.get(name);
  if (text === undefined) return undefined;
  const value = /^\d{1,5}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (value < least || value > most) complain(badValue(name, text, `${String(least)} to ${String(most)} seconds`));
  return Math.round(value * 1000);
}

function badValue(name: OptionName, value: string, takes: string): Message {
  return message('cli.error.bad-value', { option: `--${name}`, value, takes });
}
