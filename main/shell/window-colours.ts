/** What the system says about its colours; the part of Electron's `nativeTheme` that matters here. */
export interface SystemTheme {
  readonly shouldUseDarkColors: boolean;
  readonly inForcedColorsMode: boolean;
}

export interface WindowColours {
  /** Behind the page, and the title bar's own. */
  readonly surface: string;
  /** Of the signs on the caption buttons. */
  readonly symbol: string;
}

/** The app's window surface (sdMica) in each theme; pure black or white in forced colours, as Windows' own themes have. */
const colours = {
  light: { surface: '#F3F3F3', symbol: '#1B1B1B' },
  dark: { surface: '#202020', symbol: '#FFFFFF' },
  forcedLight: { surface: '#FFFFFF', symbol: '#000000' },
  forcedDark: { surface: '#000000', symbol: '#FFFFFF' },
} as const;

/** The colours of window and title bar for a theme. */
export function windowColours({ shouldUseDarkColors, inForcedColorsMode }: SystemTheme): WindowColours {
  if (inForcedColorsMode) return shouldUseDarkColors ? colours.forcedDark : colours.forcedLight;
  return shouldUseDarkColors ? colours.dark : colours.light;
}

/** The first build of Windows 11 whose windows may have Mica behind them (22H2). */
const MICA_BUILD = 22_621;

/** Whether the system draws Mica; `release` as `os.release()` gives it, "10.0.22631". */
export function hasMica(platform: NodeJS.Platform, release: string): boolean {
  return platform === 'win32' && Number(release.split('.')[2] ?? 0) >= MICA_BUILD;
}
