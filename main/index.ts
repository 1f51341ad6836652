import { app, clipboard, ipcMain, Menu, protocol, utilityProcess } from 'electron';
import { hostname, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppInfo } from '../app/contract.ts';
import { PracticeScenario } from '../app/model/target.ts';
import { findingsOf } from '../app/reasoning/findings.ts';
import { message } from '../app/wording/message.ts';
import { createTranslator } from '../app/wording/translator.ts';
import { runCommandLine } from './cli.ts';
import { systemClock } from './clock.ts';
import { planRun } from './diagnosis/plan.ts';
import { isElevatedHelper, runElevatedHelper } from './elevated.ts';
import { createPush, isOwnPage, registerRequests } from './ipc.ts';
import { createRunHost } from './probe-process/host.ts';
import type { LaunchProbe } from './probe-process/host.ts';
import { buildReport } from './report/json.ts';
import { reportText } from './report/text.ts';
import { createRequestHandlers } from './requests.ts';
import { systemSchedule } from './schedule.ts';
import { writeWhole } from './shell/atomic-file.ts';
import { headlessArguments } from './shell/command-line.ts';
import { complain } from './shell/complain.ts';
import { menuTemplate } from './shell/menu.ts';
import { appPlatform, userName } from './shell/this-pc.ts';
import { toolVersion } from './version.ts';
import * as windows from './window.ts';

/*
 * Where the app begins. Started by itself as administrator, it runs the one action that it was started for. With
 * `--headless` it is the command line and never opens a window or takes the single-instance lock; else it opens the one
 * window and owns everything that outlives a click.
 */

const folder = dirname(fileURLToPath(import.meta.url));
const translate = createTranslator();

const headless = headlessArguments(process.argv);
if (isElevatedHelper(process.argv)) app.exit(await runElevatedHelper(process.argv));
else if (headless !== undefined) await diagnoseWithoutWindow(headless);
else if (app.requestSingleInstanceLock()) openApp();
else app.exit(0);

async function diagnoseWithoutWindow(argv: readonly string[]): Promise<void> {
  app.disableHardwareAcceleration();
  app.exit(await runCommandLine(argv));
}

function openApp(): void {
  reportUnexpectedErrors();
  protocol.registerSchemesAsPrivileged([windows.pageSchemePrivileges]);
  app.on('web-contents-created', (_event, contents) => {
    windows.confineContents(contents);
  });
  void app.whenReady().then(start);
}

function start(): void {
  windows.confineSession(join(folder, '../renderer'));
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(translate(message('shell.menu.view')), process.platform === 'darwin')),
  );
  const window = windows.openWindow({
    preload: join(folder, '../preload/preload.cjs'),
    placeFile: join(app.getPath('userData'), 'window.json'),
    title: translate(message('window.app-name')),
    devTools: !app.isPackaged,
  });
  const own = window.webContents;
  const host = createRunHost({
    launch,
    clock: systemClock,
    schedule: systemSchedule,
    push: createPush(own),
    findingsOf: (run) => findingsOf(run),
  });
  const words = {
    title: translate(message('shell.save-report.title')),
    fileType: translate(message('shell.save-report.file-type')),
  };
  registerRequests({
    ipc: ipcMain,
    trusts: (sender) => isOwnPage(sender, own),
    onFailure: (name, error) => {
      complain(`The request ${name} failed`, error);
    },
    handlers: createRequestHandlers({
      info: appInfo,
      plan: (wish) => planRun({ ...wish, windows: process.platform === 'win32' }),
      host,
      report: (run) => buildReport(run),
      reportText: (report) => reportText(report),
      askWhere: (name) => windows.askWhereToSave(window, words, join(app.getPath('documents'), name)),
      write: writeWhole,
      copy: async (text) => {
        // A Promise from Electron 44 on.
        await clipboard.writeText(text);
      },
    }),
  });

  // A new page knows nothing of the old one's run.
  windows.reviveAfterCrash(own, host.close, (reason) => {
    complain('Page gone', reason);
  });
  app.on('second-instance', () => {
    windows.bringForward(window);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  let signedOff = false;
  app.on('before-quit', (event) => {
    if (signedOff) return;
    event.preventDefault();
    void host.close().then(() => {
      signedOff = true;
      app.quit();
    });
  });
}

/** The probe has a process of its own: bytes from the network that crash its parsers take nothing else with them. */
const launch: LaunchProbe = ({ onMessage, onExit }) => {
  const child = utilityProcess.fork(join(folder, 'worker.mjs'), [], { serviceName: 'Session Doctor probe' });
  child.on('message', onMessage);
  child.once('exit', onExit);
  return {
    post: (order) => {
      child.postMessage(order);
    },
    kill: () => {
      child.kill();
    },
  };
};

function appInfo(): AppInfo {
  return {
    version: toolVersion,
    platform: appPlatform(process.platform),
    machine: hostname(),
    user: userName(userInfo),
    customTitleBar: true,
    practiceScenarios: PracticeScenario.options,
  };
}

/** Results of a run are still in memory and can be saved, so the app goes on; what went wrong is on standard error. */
function reportUnexpectedErrors(): void {
  process.on('uncaughtException', (error) => {
    complain('Unexpected error', error);
  });
  process.on('unhandledRejection', (reason) => {
    complain('Unexpected rejection', reason);
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    complain(`Process gone: ${name ?? type}`, `${reason} (${String(exitCode)})`);
  });
}
