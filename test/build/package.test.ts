import { describe, expect, test } from 'vitest';
import { configuration, fuses } from '../../build/electron-builder.config.mjs';
import { readWish, refusal } from '../../build/package.mjs';

const fallback = { version: '33.2.1', official: false };
const official = { version: '45.4.1', official: true };

describe('what may be packaged', () => {
  test('the fall-back Electron goes into a package for tests, never into a release', () => {
    expect(refusal({ platform: 'linux', release: false }, fallback)).toBeUndefined();
    expect(refusal({ platform: 'linux', release: true }, fallback)).toMatch(/never shipped/);
    expect(refusal({ platform: 'win32', release: true }, fallback)).toMatch(/never shipped/);
    expect(refusal({ platform: 'win32', release: true }, official)).toBeUndefined();
  });

  test('without any Electron nothing is packaged', () => {
    expect(refusal({ platform: 'linux', release: false }, undefined)).toMatch(/no Electron/);
  });
});

describe('what is asked for', () => {
  test.each([
    { words: [], host: 'linux', wish: { platform: 'linux', release: false } },
    { words: ['--release'], host: 'linux', wish: { platform: 'linux', release: true } },
    { words: ['--win'], host: 'linux', wish: { platform: 'win32', release: true } },
    { words: [], host: 'win32', wish: { platform: 'win32', release: true } },
  ] as const)('$words on $host', ({ words, host, wish }) => {
    expect(readWish(words, host)).toEqual(wish);
  });

  test('an unknown word is refused', () => {
    expect(readWish(['--mac'], 'linux')).toEqual({ wrong: expect.stringContaining('--mac') as string });
  });
});

describe('the configuration', () => {
  const windows = configuration({ platform: 'win32', electronVersion: '45.4.1', electronDist: undefined });

  test('nothing but the bundles and package.json is packed', () => {
    expect(windows.files).toEqual([
      'package.json',
      'out/main/**/*',
      'out/preload/**/*',
      'out/renderer/**/*',
      '!**/*.map',
    ]);
  });

  test('Windows gets an installer and a portable zip, for x64', () => {
    expect(windows.win?.target).toEqual([
      { target: 'nsis', arch: 'x64' },
      { target: 'zip', arch: 'x64' },
    ]);
  });

  test('every way to run other code in the program is shut', () => {
    expect(fuses('win32')).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      grantFileProtocolExtraPrivileges: false,
      enableCookieEncryption: true,
    });
  });
});
