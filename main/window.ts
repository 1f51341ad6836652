import { BrowserWindow, dialog, nativeTheme, screen, session } from 'electron';
import type { WebContents } from 'electron';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { dirname } from 'node:path';
import { complain } from './shell/complain.ts';
import { pageAddress, pageScheme, servePage } from './shell/page.ts';
import { minimumSize, parseSavedWindow, placeWindow } from './shell/window-bounds.ts';
import type { Rectangle, SavedWindow } from './shell/window-bounds.ts';
import { hasMica, windowColours } from './shell/window-colours.ts';

/** Height of the title bar that the page draws, in px; the caption buttons are as high. */
const TITLE_BAR_HEIGHT = 40;

export interface WindowParts {
  readonly preload: string;
  /** Where the window's place is kept. */
  readonly placeFile: string;
  readonly title: string;
  /** False in a release: nobody looks into the page of a tool that holds a password. */
  readonly devTools: boolean;
}

/** Privileges of our scheme; to be given before the app is ready. */
export const pageSchemePrivileges = {
  scheme: pageScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: false },
} as const;

/** Serves the page, denies every permission, and lets no request of the page leave this PC. */
export function confineSession(pageFolder: string): void {
  const own = session.defaultSession;
  own.protocol.handle(pageScheme, (request) => servePage(request.method, request.url, pageFolder));
  own.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setSpellCheckerEnabled(false);
  own.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith(`${pageScheme}:`) && !url.startsWith('devtools:') });
  });
  own.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Keeps any page of this app where it is: no navigation, no new window, no guest. */
export function confineContents(contents: WebContents): void {
  const prevent = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
  };
  // Covers the main frame too, and comes before `will-navigate`.
  contents.on('will-frame-navigate', prevent);
  contents.on('will-redirect', prevent);
  contents.on('will-attach-webview', prevent);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Opens the one window; it is shown once its first frame is drawn. */
export function openWindow(parts: WindowParts): BrowserWindow {
  const saved = readPlace(parts.placeFile);
  const mica = hasMica(process.platform, release());
  const colours = windowColours(nativeTheme);
  const window = new BrowserWindow({
    ...placeWindow(saved, workAreas()),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: parts.title,
    backgroundColor: colours.surface,
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: colours.surface, symbolColor: colours.symbol, height: TITLE_BAR_HEIGHT },
    ...(mica ? { backgroundMaterial: 'mica' as const } : {}),
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: parts.devTools,
    },
  });
  window.setMenuBarVisibility(false);
  followTheme(window);
  keepPlace(window, parts.placeFile);
  window.once('ready-to-show', () => {
    if (saved?.maximized === true) window.maximize();
    window.show();
  });
  void window.loadURL(pageAddress);
  return window;
}

/**
 * Loads the page again when its process has crashed, after `settle`; not when it crashed while loading, which it would
 * do again. `onGone` is told why.
 */
export function reviveAfterCrash(
  contents: WebContents,
  settle: () => Promise<void>,
  onGone: (reason: string) => void,
): void {
  let loaded = false;
  contents.on('did-finish-load', () => {
    loaded = true;
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    onGone(`${reason} (${String(exitCode)})`);
    if (!loaded) return;
    loaded = false;
    void settle().then(() => {
      if (!contents.isDestroyed()) contents.reload();
    });
  });
}

/** Brings the window to the person who started the app a second time. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Asks where to save a JSON file; undefined when the person cancels. */
export async function askWhereToSave(
  window: BrowserWindow,
  words: { readonly title: string; readonly fileType: string },
  suggestedPath: string,
): Promise<string | undefined> {
  const answer = await dialog.showSaveDialog(window, {
    title: words.title,
    defaultPath: suggestedPath,
    filters: [{ name: words.fileType, extensions: ['json'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
}

function followTheme(window: BrowserWindow): void {
  const follow = (): void => {
    const { surface, symbol } = windowColours(nativeTheme);
    window.setBackgroundColor(surface);
    if (process.platform !== 'darwin') {
      window.setTitleBarOverlay({ color: surface, symbolColor: symbol, height: TITLE_BAR_HEIGHT });
    }
  };
  nativeTheme.on('updated', follow);
  window.once('closed', () => nativeTheme.off('updated', follow));
}

function workAreas(): readonly [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary.workArea, ...others.map(({ workArea }) => workArea)];
}

function readPlace(file: string): SavedWindow | undefined {
  try {
    return parseSavedWindow(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Written while the window closes, so without waiting; a place that can't be kept is no reason to trouble anybody. */
function keepPlace(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const place: SavedWindow = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    const fresh = `${file}.new`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(fresh, `${JSON.stringify(place)}\n`);
      renameSync(fresh, file);
    } catch (error) {
      complain('The place of the window was not kept', error);
    }
  });
}
