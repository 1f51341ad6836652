import { _electron, expect } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {} from '../../renderer/bridge.ts';

/** The project's folder, which Electron starts as an app. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A started app and its one window. */
export interface App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** What the page has complained of on its console or thrown: a refused style, a promise that nobody caught. */
  readonly complaints: string[];
  /** Quits the app as a person would, and expects that nothing was complained of. */
  readonly close: () => Promise<void>;
}

/** Switches for an Electron without a graphics card; root can't use its sandbox on Linux. */
export function switchesFor(settings: string): string[] {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--log-level=3', `--user-data-dir=${settings}`];
}

/** Starts the bundled app with its settings in the folder `settings`, and waits for its window. */
export async function startApp(settings: string): Promise<App> {
  const electron = await _electron.launch({ args: [...switchesFor(settings), root], cwd: root });
  const complaints: string[] = [];
  const page = await electron.firstWindow();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return {
    electron,
    page,
    complaints,
    close: async () => {
      await electron.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** Starts the app with settings that go with it. */
export async function startFreshApp(): Promise<App> {
  const folder = await makeFolder();
  const app = await startApp(join(folder.path, 'settings'));
  return {
    ...app,
    close: async () => {
      await app.close();
      await folder.remove();
    },
  };
}

/** An empty folder, and what removes it. */
export async function makeFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'session-doctor-e2e-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
