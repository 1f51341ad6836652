import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../main/command-line/arguments.ts';
import { createTranslator } from '../../../app/wording/translator.ts';

const translate = createTranslator();

/** What the arguments mean, as a whole command. */
function commandOf(...args: readonly string[]) {
  const read = readArguments(args);
  if (!read.ok) throw new Error(translate(read.error));
  return read.value;
}

function requestOf(...args: readonly string[]) {
  const command = commandOf(...args);
  if (command.kind !== 'diagnose') throw new Error(`${command.kind}, not a diagnosis`);
  return command.request;
}

/** What is said of wrong arguments. */
function problemOf(...args: readonly string[]): string {
  const read = readArguments(args);
  if (read.ok) throw new Error('these arguments were taken');
  return translate(read.error);
}

describe('where to', () => {
  test.each([
    [['srv'], { host: 'srv', port: 445, netbiosPort: 139 }],
    [['srv:4450'], { host: 'srv', port: 4450 }],
    [['srv:445'], { host: 'srv', port: 445 }],
    [['10.0.0.5:139'], { host: '10.0.0.5', port: 139, netbiosPort: 139 }],
    [['fe80::1'], { host: 'fe80::1', port: 445, netbiosPort: 139 }],
    [['[fe80::1]:4450'], { host: 'fe80::1', port: 4450 }],
    [['[::1]'], { host: '::1', port: 445, netbiosPort: 139 }],
    [['\\\\srv\\Team Data'], { host: 'srv', port: 445, netbiosPort: 139, share: 'Team Data' }],
    [['srv/share'], { host: 'srv', port: 445, netbiosPort: 139, share: 'share' }],
    [['smb://srv:4450/share'], { host: 'srv', port: 4450, share: 'share' }],
    [['--host=[::1]:4450/share'], { host: '::1', port: 4450, share: 'share' }],
    [['--host=srv', '--port=139'], { host: 'srv', port: 139, netbiosPort: 139 }],
    [['--host', 'srv:139'], { host: 'srv', port: 139, netbiosPort: 139 }],
    [['srv', '--port', '139'], { host: 'srv', port: 139, netbiosPort: 139 }],
  ] as const)('%j', (args, where) => {
    expect(requestOf(...args).target).toEqual({ ...where, account: { kind: 'anonymous' } });
  });

  test('the practice server needs no host', () => {
    expect(requestOf('--practice', 'slow')).toMatchObject({ practice: 'slow' });
  });
});

describe('who', () => {
  test.each([
    ['LAB\\j.doe', 'LAB', 'j.doe'],
    ['j.doe', '', 'j.doe'],
    ['j.doe@lab.example', '', 'j.doe@lab.example'],
  ])('%s', (text, domain, user) => {
    const command = commandOf('srv', '--user', text, '--password-stdin');
    expect(command).toMatchObject({
      passwordFromStdin: true,
      request: { target: { account: { kind: 'user', domain, user } } },
    });
  });
});

describe('how', () => {
  test('everything by default', () => {
    expect(requestOf('srv')).toMatchObject({
      symptom: 'unknown',
      plan: {
        checks: [
          'resolve',
          'tcp',
          'smb1-negotiate',
          'smb2-negotiate',
          'smb1-session',
          'smb1-tree',
          'smb1-echo',
          'smb1-liveness',
          'smb2-session',
          'smb2-echo',
        ],
        samples: 200,
        deadlineMs: 10_000,
      },
    });
  });

  test('named checks bring what they need, in the order of a run', () => {
    const { checks } = requestOf('srv', '--checks', 'smb1-tree,smb2-negotiate').plan;
    expect(checks).toEqual(['resolve', 'tcp', 'smb1-negotiate', 'smb2-negotiate', 'smb1-session', 'smb1-tree']);
  });

  test('samples, deadline, symptom, share, output', () => {
    const args = [
      '--samples=5',
      '--deadline',
      '0.25',
      '--symptom',
      'smb-timeout',
      '--share',
      'Team Data',
      '--out',
      'x',
    ];
    expect(commandOf('srv', ...args, '--json')).toMatchObject({
      json: true,
      out: 'x',
      request: { symptom: 'smb-timeout', target: { share: 'Team Data' }, plan: { samples: 5, deadlineMs: 250 } },
    });
  });

  test('path, Remote Desktop port, idle time, consent and read-only', () => {
    const args = ['--share', 'docs', '--path', '/Plans/2026 budget.xlsx', '--rdp-port=3390', '--idle', '60'];
    expect(commandOf('srv', ...args, '--read-only', '--consent', 'vc-collision, oplock-break')).toMatchObject({
      request: {
        target: { share: 'docs', path: 'Plans\\2026 budget.xlsx', rdpPort: 3390 },
        plan: { idleMs: 60_000, readOnly: true, consent: ['vc-collision', 'oplock-break'] },
      },
    });
  });

  test('a path that begins with server and share names the share', () => {
    expect(commandOf('srv', '--path', '\\\\SRV\\docs\\a.txt')).toMatchObject({
      request: { target: { share: 'docs', path: 'a.txt' } },
    });
  });

  test('the deadline that is given is for work on files too', () => {
    expect(commandOf('srv')).toMatchObject({ request: { plan: { deadlineMs: 10_000, workDeadlineMs: 90_000 } } });
    expect(commandOf('srv', '--deadline', '2')).toMatchObject({
      request: { plan: { deadlineMs: 2000, workDeadlineMs: 2000 } },
    });
  });

  test('credentials are kept in the packets only when that is asked for', () => {
    expect(commandOf('srv', '--out', 'x')).toMatchObject({ keepCredentials: false });
    expect(commandOf('srv', '--out', 'x', '--keep-credentials-in-capture')).toMatchObject({ keepCredentials: true });
  });

  test('--help and --version win over everything else', () => {
    expect(commandOf('--help').kind).toBe('help');
    expect(commandOf('-h').kind).toBe('help');
    expect(commandOf('srv', '--json', '-h').kind).toBe('help');
    expect(commandOf('--version').kind).toBe('version');
  });
});

describe('what is refused, and with which words', () => {
  test.each([
    [[], 'name a server, or use --practice SCENARIO.'],
    [['a', 'b'], 'two hosts were given: “a” and “b”.'],
    [['a', '--host', 'b'], 'two hosts were given: “a” and “b”.'],
    [['0.0.0.0'], '0.0.0.0 is the address of no server: it stands for this PC itself or for a group.'],
    [['\\\\ff02::1\\share'], 'ff02::1 is the address of no server: it stands for this PC itself or for a group.'],
    [['[::1'], '“[::1” is not a server name or address.'],
    [['/srv/share'], '“/srv/share” is not a server name or address.'],
    [['srv:445:x'], '“srv:445:x” is not a server name or address.'],
    [['srv/one', '--share', 'two'], 'two shares were given: “one” and “two”.'],
    [['srv:'], 'the port must be 1 to 65535, not “”.'],
    [['srv:0'], 'the port must be 1 to 65535, not “0”.'],
    [['srv:70000'], 'the port must be 1 to 65535, not “70000”.'],
    [['srv:1', '--port', '2'], 'the port was given twice: 1 and 2.'],
    [['srv', '--practice', 'healthy'], '--practice takes no host.'],
    [['--practice', 'broken'], '--practice does not take “broken”. It takes healthy, slow, smb1-disabled, stalled.'],
    [['srv', '--samples', '0'], '--samples does not take “0”. It takes 1 to 100000.'],
    [['srv', '--samples', '1e3'], '--samples does not take “1e3”. It takes 1 to 100000.'],
    [['srv', '--deadline', '-1'], '--deadline does not take “-1”. It takes 0.01 to 600 seconds.'],
    [['srv', '--deadline=0'], '--deadline does not take “0”. It takes 0.01 to 600 seconds.'],
    [
      ['srv', '--share', '\\\\srv\\x'],
      '--share does not take “\\\\srv\\x”. It takes a share name without server and backslashes.',
    ],
    [['srv', '--user', 'x'], '--user needs --password-stdin.'],
    [['srv', '--user', 'LAB\\', '--password-stdin'], '--user does not take “LAB\\”. It takes [DOMAIN\\]NAME.'],
    [['srv', '--password-stdin'], '--password-stdin needs --user.'],
    [['srv', '--json', '--json'], '--json was given twice.'],
    [['srv', '--json=yes'], '--json takes no value.'],
    [['srv', '--share'], '--share needs a value.'],
    [['srv', '--share', '--json'], '--share needs a value.'],
    [['srv', '--frobnicate'], 'there is no option --frobnicate.'],
    [['srv', '-x'], 'there is no option -x.'],
    [['srv', '--keep-credentials-in-capture'], '--keep-credentials-in-capture needs --out.'],
    [['srv', '-hx'], 'there is no option -x.'],
    [['-h', '--help'], '--help was given twice.'],
    [['srv', '--current-user'], '--current-user needs Windows'],
    [['srv', '--current-user', '--user', 'x'], '--current-user takes neither --user nor --password-stdin.'],
    [['--practice', 'healthy', '--current-user'], '--practice takes no --current-user.'],
    [['srv', '--checks', 'windows-nothing'], 'the check “windows-nothing” is not part of this version.'],
    [['srv', '--idle', '1'], '--idle does not take “1”. It takes 2 to 86400 seconds.'],
    [['srv', '--consent', 'all'], '--consent does not take “all”. It takes vc-collision, oplock-break.'],
    [['srv', '--rdp-port', '0'], 'the port must be 1 to 65535, not “0”.'],
    [['srv', '--path', 'a.txt'], '--path needs --share'],
    [['srv', '--path', '\\\\other\\docs\\a.txt'], '--path \\\\other\\docs\\a.txt is not on srv.'],
    [['srv', '--share', 'x', '--path', '..\\a'], '--path does not take “..\\a”.'],
    [['srv', '--share', 'x', '--path', 'a?'], '--path does not take “a?”.'],
  ] as const)('%j', (args, problem) => {
    expect(problemOf(...args)).toContain(problem);
  });
});

test('on Windows, the account can be that of whoever runs it', () => {
  const read = readArguments(['srv', '--current-user'], { windows: true });
  expect(read).toMatchObject({
    ok: true,
    value: { passwordFromStdin: false, request: { target: { account: { kind: 'current-user', user: '' } } } },
  });
});
