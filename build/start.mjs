import { bundleIfStale, bundles } from './bundle.mjs';
import { run, runNode, say } from './run.mjs';
import { setUp } from './setup.mjs';

const practice = ['--practice', 'healthy'];

/** False only on Linux without X11 or Wayland; Windows and macOS always have a display for who can start us. */
function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

async function openWindow() {
  await setUp(['electron']);
  await bundleIfStale(['index', 'preload', 'worker', 'renderer']);
  const { electronProgram } = await import('./ensure-electron.mjs');
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const switches = process.platform === 'linux' ? ['--disable-gpu', '--log-level=3'] : [];
  if (asRoot) switches.unshift('--no-sandbox');
  return run(electronProgram(), [...switches, '.', ...process.argv.slice(2)]);
}

/** The same diagnosis of the practice server, for people without a display. */
async function runPractice() {
  say('There is no display: diagnosing the practice server on the command line instead.');
  await setUp([]);
  await bundleIfStale(['cli']);
  return runNode([bundles.cli.output, ...practice]);
}

try {
  process.exitCode = hasDisplay() ? await openWindow() : await runPractice();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
