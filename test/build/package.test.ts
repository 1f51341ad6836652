import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configuration, fuses } from '../../build/electron-builder.config.mjs';
import { readWish, refusal } from '../../build/package.mjs';
import { root } from '../../build/run.mjs';

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

  const linux = configuration({ platform: 'linux', electronVersion: '45.4.1', electronDist: undefined });
  const ours = ['package.json', 'out/main/**/*', 'out/preload/**/*', 'out/renderer/**/*', '!**/*.map'];

  test('on Linux nothing but the bundles and package.json is packed', () => {
    expect(linux.files).toEqual([...ours, '!node_modules/**/*']);
  });

  test('on Windows koffi is packed too, for Windows only, and its library lies beside the archive', () => {
    const [first, second, ...koffi] = (windows.files as string[]).slice(ours.length - 1);
    expect([first, second]).toEqual(['!**/*.map', '!node_modules/**/*']);
    const packages = koffi.map((pattern) => /^node_modules\/((@[^/]+\/)?[^/]+)\//.exec(pattern)?.[1]);
    expect(new Set(packages)).toEqual(new Set(['koffi', '@koromix/koffi-win32-x64']));
    expect(windows.asarUnpack).toEqual(['**/*.node']);
  });

  test('what is packed of koffi is all that it imports', () => {
    const packed = (windows.files as string[]).flatMap((pattern) => {
      const [, before = '', choices = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(pattern) ?? [];
      return choices === '' ? [pattern] : choices.split(',').map((choice) => `${before}${choice}${after}`);
    });
    const modules = packed.filter((file) => file.startsWith('node_modules/koffi/') && file.endsWith('.js'));
    expect(modules).toContain('node_modules/koffi/index.js');
    for (const file of modules) {
      const imports = readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import) ["'](\.[^"']+)["']/g);
      for (const [, path = ''] of imports) expect(modules).toContain(join(dirname(file), path));
    }
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
