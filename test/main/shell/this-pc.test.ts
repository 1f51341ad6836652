import { describe, expect, it } from 'vitest';
import { headlessArguments } from '../../../main/shell/command-line.ts';
import { menuTemplate } from '../../../main/shell/menu.ts';
import { appPlatform, userName } from '../../../main/shell/this-pc.ts';
import { hasMica, windowColours } from '../../../main/shell/window-colours.ts';

describe('headlessArguments', () => {
  it('are what follows the switch, so that switches for Electron stay out', () => {
    expect(headlessArguments(['electron', '--no-sandbox', '.', '--headless', '--host=nas-01', '--json'])).toEqual([
      '--host=nas-01',
      '--json',
    ]);
    expect(headlessArguments(['session-doctor', '--headless'])).toEqual([]);
    expect(headlessArguments(['session-doctor', '--no-sandbox'])).toBeUndefined();
  });
});

describe('menuTemplate', () => {
  const roles = (isMac: boolean) =>
    menuTemplate('View', isMac).flatMap(({ role, submenu }) => [role, ...(submenu ?? []).map((entry) => entry.role)]);

  it('has zoom on every key that people press for it, and neither reload nor developer tools', () => {
    expect(roles(false).filter((role) => role === 'zoomIn')).toHaveLength(3);
    expect(roles(false)).toContain('editMenu');
    expect(JSON.stringify(menuTemplate('View', false))).not.toMatch(/reload|devtools/i);
  });

  it('has the menus that macOS expects there only', () => {
    expect(roles(true)).toContain('appMenu');
    expect(roles(false)).not.toContain('appMenu');
    expect(roles(false)).toContain('quit');
  });
});

describe('windowColours', () => {
  it('follow the theme, forced colours first', () => {
    const surface = (shouldUseDarkColors: boolean, inForcedColorsMode: boolean) =>
      windowColours({ shouldUseDarkColors, inForcedColorsMode }).surface;
    expect([surface(false, false), surface(true, false)]).toEqual(['#F3F3F3', '#202020']);
    expect([surface(false, true), surface(true, true)]).toEqual(['#FFFFFF', '#000000']);
  });
});

describe('this PC', () => {
  it('has Mica from Windows 11 22H2 on', () => {
    expect(hasMica('win32', '10.0.22631')).toBe(true);
    expect(hasMica('win32', '10.0.19045')).toBe(false);
    expect(hasMica('linux', '6.1.0')).toBe(false);
    expect(hasMica('win32', '')).toBe(false);
  });

  it('is named in the words of the contract', () => {
    expect([appPlatform('win32'), appPlatform('freebsd')]).toEqual(['win32', 'other']);
    expect(userName(() => ({ username: 'j.doe' }))).toBe('j.doe');
    expect(
      userName(() => {
        throw new Error('no entry');
      }),
    ).toBe('');
  });
});
