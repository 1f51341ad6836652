/** The switch that asks for a diagnosis without a window; also Chromium's own, which then needs no display. */
export const HEADLESS = '--headless';

/**
 * The arguments of a diagnosis without a window: all that follows `--headless`. What stands before it (program, folder,
 * switches for Electron) is not ours. Undefined when a window is wanted.
 */
export function headlessArguments(argv: readonly string[]): readonly string[] | undefined {
  const place = argv.indexOf(HEADLESS);
  return place < 0 ? undefined : argv.slice(place + 1);
}
