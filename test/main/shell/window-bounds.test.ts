import { describe, expect, it } from 'vitest';
import { parseSavedWindow, placeWindow } from '../../../main/shell/window-bounds.ts';

const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: -1280, y: 100, width: 1280, height: 984 };
const saved = (x: number, y: number, width = 1000, height = 700) => ({ x, y, width, height, maximized: false });

describe('placeWindow', () => {
  it('opens the first time in the middle, no larger than the screen', () => {
    expect(placeWindow(undefined, [primary])).toEqual({ x: 320, y: 120, width: 1280, height: 800 });
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1280, height: 680 }])).toEqual({
      x: 0,
      y: 0,
      width: 1280,
      height: 680,
    });
  });

  it('opens where it stood, on whichever screen', () => {
    expect(placeWindow(saved(100, 50), [primary])).toEqual({ x: 100, y: 50, width: 1000, height: 700 });
    expect(placeWindow(saved(-1200, 150), [primary, left])).toEqual({ x: -1200, y: 150, width: 1000, height: 700 });
  });

  it('comes back to the first screen when its own is gone', () => {
    expect(placeWindow(saved(-1200, 150), [primary])).toEqual({ x: 460, y: 170, width: 1000, height: 700 });
    expect(placeWindow(saved(100, 5_000), [primary])).toEqual({ x: 460, y: 170, width: 1000, height: 700 });
    expect(placeWindow(saved(100, -690), [primary])).toEqual({ x: 460, y: 170, width: 1000, height: 700 });
  });

  it('is moved and shrunk to be wholly on its screen', () => {
    expect(placeWindow(saved(1700, 900), [primary])).toEqual({ x: 920, y: 340, width: 1000, height: 700 });
    expect(placeWindow(saved(-20, -10, 4000, 3000), [primary])).toEqual({ ...primary });
  });

  it('is never smaller than the minimum, even on a screen that is', () => {
    expect(placeWindow(saved(10, 10, 200, 100), [primary])).toMatchObject({ width: 800, height: 600 });
    const tiny = { x: 0, y: 0, width: 640, height: 480 };
    expect(placeWindow(saved(10, 10), [tiny])).toEqual({ x: 0, y: 0, width: 800, height: 600 });
  });
});

describe('parseSavedWindow', () => {
  it('reads what was saved', () => {
    expect(parseSavedWindow('{"x":1,"y":2,"width":900,"height":700,"maximized":true}')).toEqual({
      x: 1,
      y: 2,
      width: 900,
      height: 700,
      maximized: true,
    });
  });

  it.each(['', '{', 'null', '[]', '{"x":1}', '{"x":"1","y":2,"width":900,"height":700,"maximized":true}'])(
    'makes nothing of %j',
    (text) => {
      expect(parseSavedWindow(text)).toBeUndefined();
    },
  );

  it('makes nothing of sizes that no window has', () => {
    expect(parseSavedWindow('{"x":1,"y":2,"width":0,"height":700,"maximized":true}')).toBeUndefined();
    expect(parseSavedWindow('{"x":1,"y":2,"width":900,"height":1e9,"maximized":true}')).toBeUndefined();
  });
});
