import { runDiagnosis } from './diagnosis/run.ts';
import { systemClock } from './clock.ts';
import { serveRun } from './probe-process/serve.ts';
import type { ProbeOrder } from './probe-process/messages.ts';
import { systemSchedule } from './schedule.ts';
import { complain } from './shell/complain.ts';
import { createCurrentUser, createWindowsInspector } from './windows/create.ts';

/*
 * The process that probes: the only one that reads bytes from the network and calls into Windows. It serves one run and is then ended. An
 * exception ends it too; what it had found is with the main process by then.
 */

const port = process.parentPort;
const time = { clock: systemClock, schedule: systemSchedule };
const windows = createWindowsInspector(process.platform, time);
const currentUser = createCurrentUser(process.platform);

const obey = serveRun({
  diagnose: async (options) => runDiagnosis({ ...options, windows: await windows, currentUser: await currentUser }),
  ...time,
  post: (message) => {
    port.postMessage(message);
  },
});

port.on('message', ({ data }) => {
  // Only the main process holds the other end of this port.
  obey(data as ProbeOrder).catch((error: unknown) => {
    complain('The run failed', error);
    process.exit(1);
  });
});
