import { describe, expect, test } from 'vitest';
import { helperWords, isHelper, meetingIn } from '../../../../main/actions/elevation/command-line.ts';
import { isBelow } from '../../../../main/actions/elevation/per-machine.ts';

const folders = ['C:\\Program Files', 'D:\\Program Files (x86)\\'];

describe('installed for all users', () => {
  test.each([
    ['C:\\Program Files\\Session Doctor\\Session Doctor.exe', true],
    ['c:\\PROGRAM FILES\\Session Doctor\\Session Doctor.exe', true],
    ['D:\\Program Files (x86)\\Session Doctor\\Session Doctor.exe', true],
    ['C:\\Users\\anna\\AppData\\Local\\Programs\\Session Doctor\\Session Doctor.exe', false],
    ['C:\\Program Files', false],
    ['C:\\Program Files Of Mine\\x.exe', false],
    ['C:\\Program Files\\..\\Users\\anna\\x.exe', false],
    ['C:\\Program Files\\.\\x.exe', false],
    ['C:\\Program Files\\x\\..', false],
    ['C:\\Program Files\\x.txt:y.exe', false],
    ['C:\\PROGRA~1\\x.exe', false],
    ['C:/Program Files/x.exe', false],
    ['\\\\nas01\\C:\\Program Files\\x.exe', false],
    ['\\\\?\\C:\\Program Files\\x.exe', false],
    ['Program Files\\x.exe', false],
    ['', false],
  ])('%s', (image, below) => {
    expect(isBelow(image, folders)).toBe(below);
  });

  test('nothing is, where the folders are not known or name a whole drive', () => {
    for (const known of [[], [''], ['C:\\'], ['\\']]) expect(isBelow('C:\\Program Files\\x.exe', known)).toBe(false);
  });
});

describe('the helper’s command line', () => {
  const meeting = { pipe: `session-doctor-${'0a'.repeat(16)}`, nonce: 'f1'.repeat(32), parent: 4711 };

  test('is read as it was written, among other words', () => {
    const argv = ['C:\\x.exe', '--lang=de', ...helperWords(meeting)];
    expect(isHelper(argv)).toBe(true);
    expect(meetingIn(argv)).toEqual(meeting);
    expect(isHelper(['C:\\x.exe', '--headless'])).toBe(false);
  });

  test.each([
    ['another pipe', { pipe: 'lsass' }],
    ['a pipe elsewhere', { pipe: `..\\..\\server\\pipe\\session-doctor-${'0a'.repeat(16)}` }],
    ['a short nonce', { nonce: 'f1' }],
    ['no parent', { parent: 0 }],
    ['half a parent', { parent: 1.5 }],
  ])('with %s is none', (_what, given) => {
    expect(meetingIn(helperWords({ ...meeting, ...given }))).toBeNull();
  });

  test('with a word missing is none', () => {
    const words = helperWords(meeting);
    for (const left of words.slice(1)) expect(meetingIn(words.filter((word) => word !== left))).toBeNull();
  });
});
