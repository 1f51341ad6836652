import { mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../../main/shell/atomic-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const coded = (code: string) => Object.assign(new Error(code), { code });

describe('writeWhole', () => {
  it('writes the file, replaces an older one, and leaves nothing beside it', async () => {
    const path = join(folder, 'a.json');
    expect(await writeWhole(path, 'first')).toEqual({ ok: true, value: undefined });
    expect(await writeWhole(path, 'sécond')).toEqual({ ok: true, value: undefined });
    expect(await readFile(path, 'utf8')).toBe('sécond');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('names a folder that is not there', async () => {
    expect(await writeWhole(join(folder, 'gone/a.json'), 'x')).toEqual({
      ok: false,
      error: { code: 'not-found', detail: 'ENOENT' },
    });
  });

  it('names a folder in place of the file, and leaves nothing behind', async () => {
    const result = await writeWhole(folder, 'x');
    expect(result.ok).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'no-permission'],
    ['EROFS', 'no-permission'],
    ['EIO', 'other'],
  ])('names %s "%s"; an older file stays and no part of the new one', async (detail, code) => {
    const path = join(folder, 'a.json');
    await writeFile(path, 'older');
    const failing: typeof open = async (...args) => {
      const handle = await open(...args);
      handle.sync = () => Promise.reject(coded(detail));
      return handle;
    };
    expect(await writeWhole(path, 'newer', { open: failing, rename, rm })).toEqual({
      ok: false,
      error: { code, detail },
    });
    expect(await readFile(path, 'utf8')).toBe('older');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('names what is refused when the new file takes the place of the old', async () => {
    const refuse: typeof rename = () => Promise.reject(coded('EPERM'));
    const result = await writeWhole(join(folder, 'a.json'), 'x', { open, rename: refuse, rm });
    expect(result).toEqual({ ok: false, error: { code: 'no-permission', detail: 'EPERM' } });
    expect(await readdir(folder)).toEqual([]);
  });
});
