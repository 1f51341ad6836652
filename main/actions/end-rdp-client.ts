import type { ActionResult, RequestOf } from '../../app/model/action.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { Action, ActionContext } from './action.ts';
import { changed, done, endOf, no } from './outcome.ts';

type Request = RequestOf<'end-rdp-client'>;

const imageName = 'mstsc.exe';
/** mstsc may ask its user whether to disconnect; that question is closed with it. */
const politeMs = 5000;
const forcedMs = 3000;

/** Ends one Remote Desktop client of this user: asked first, then ended. */
export const endRdpClient: Action<Request> = async (context, request) => {
  const { pid, createdAt } = request;
  const { windows, options } = context;
  const running = await windows.processes(imageName, options);
  if (!running.ok) return failure(endOf(running.error));
  const client = running.value.find((process) => process.pid === pid);
  if (client?.createdAt === null) return no('unknown-process');
  if (client?.createdAt !== createdAt) return failure(changed(gone(request)));
  const system = await windows.operatingSystem(options);
  if (system.ok && client.ownerSid !== null && client.ownerSid !== system.value.userSid) return no('other-user');
  return success({
    description: {
      title: message('action.end-rdp-client.title', { pid }),
      does: [
        message('action.end-rdp-client.does.close', { pid, wait: politeMs }),
        message('action.end-rdp-client.does.end', { createdAt }),
      ],
      commands: [`taskkill /PID ${pid}`, `taskkill /F /PID ${pid}`],
      breaks: [message('action.end-rdp-client.breaks')],
      warnings: [],
      undo: message('action.end-rdp-client.undo'),
    },
    run: () => endClient(context, request),
  });
};

async function endClient(context: ActionContext, request: Request): Promise<ActionResult> {
  const { actuator, options } = context;
  const opened = await actuator.holdProcess(request.pid, request.createdAt, options);
  if (!opened.ok) return endOf(opened.error);
  const held = opened.value;
  if (held === null) return changed(gone(request));
  try {
    const asked = held.askToClose() > 0;
    if (asked && (await held.ends(politeMs))) return done(message('action.end-rdp-client.closed'));
    const did = asked ? [message('action.end-rdp-client.asked')] : [];
    const didNot = [message('action.end-rdp-client.not-ended', { pid: request.pid })];
    if (options.signal.aborted) return asked ? { outcome: 'half-done', did, didNot } : { outcome: 'cancelled' };
    const error = held.terminate();
    // What ended by itself in between can't be ended any more.
    if (await held.ends(error === null ? forcedMs : 0)) return done(message('action.end-rdp-client.ended'));
    if (error === null) return { outcome: 'half-done', did, didNot };
    const api = 'TerminateProcess';
    if (asked) return { outcome: 'half-done', did, didNot, api, code: error };
    return { outcome: error === ERROR_ACCESS_DENIED ? 'denied' : 'failed', api, code: error };
  } finally {
    held.release();
  }
}

const ERROR_ACCESS_DENIED = 5;

const gone = ({ pid, createdAt }: Request) => message('action.end-rdp-client.gone', { pid, createdAt });
