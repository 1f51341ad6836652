import * as z from 'zod';

/** A rectangle in device-independent pixels, as Electron's `screen` and `BrowserWindow` use it. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window stood last: its bounds when not maximised, and whether it was. */
export const SavedWindow = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(32_767),
  height: z.number().int().min(1).max(32_767),
  maximized: z.boolean(),
});
export type SavedWindow = z.infer<typeof SavedWindow>;

export const minimumSize = { width: 800, height: 600 } as const;
const usualSize = { width: 1280, height: 800 } as const;

/** At least this much of the window must be on a screen, or it could not be taken hold of. */
const HOLD = { width: 120, height: 40 } as const;

/** What was saved, or undefined where the text is none of ours or damaged. */
export function parseSavedWindow(text: string): SavedWindow | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = SavedWindow.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/**
 * Where to open the window: where it stood, when its title bar can still be reached on one of the screens, else in the
 * middle of the first; never larger than the screen's work area, never smaller than the minimum. `workAreas` holds the
 * primary screen's first and is never empty.
 */
export function placeWindow(
  saved: SavedWindow | undefined,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): Rectangle {
  const home = saved === undefined ? undefined : workAreas.find((area) => canBeHeld(saved, area));
  if (saved === undefined || home === undefined) {
    const size = fit(saved ?? usualSize, workAreas[0]);
    return { ...size, ...middle(size, workAreas[0]) };
  }
  const size = fit(saved, home);
  return {
    ...size,
    x: clamp(saved.x, home.x, home.x + home.width - size.width),
    y: clamp(saved.y, home.y, home.y + home.height - size.height),
  };
}

function canBeHeld(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const below = window.y - area.y;
  return width >= HOLD.width && below > -HOLD.height && below <= area.height - HOLD.height;
}

function fit(size: Pick<Rectangle, 'width' | 'height'>, area: Rectangle): Pick<Rectangle, 'width' | 'height'> {
  return {
    width: Math.max(minimumSize.width, Math.min(size.width, area.width)),
    height: Math.max(minimumSize.height, Math.min(size.height, area.height)),
  };
}

function middle(size: Pick<Rectangle, 'width' | 'height'>, area: Rectangle): Pick<Rectangle, 'x' | 'y'> {
  return {
    x: area.x + Math.max(0, Math.round((area.width - size.width) / 2)),
    y: area.y + Math.max(0, Math.round((area.height - size.height) / 2)),
  };
}

/** `value` between `low` and `high`; `low` wins where the two cross (a window wider than its screen). */
function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
