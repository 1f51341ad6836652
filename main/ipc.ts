import type { IpcMain, WebContents } from 'electron';
import type { z } from 'zod';
import type { Pushes, Reply, RequestName, Requests } from '../app/contract.ts';
import { requestNames, requestSchemas } from '../app/contract.ts';
import { failure, success } from '../app/model/result.ts';
import type { RequestHandlers } from './requests.ts';
import { pageOrigin } from './shell/page.ts';

/** What of Electron's event tells who asks. */
export interface Sender {
  readonly sender: unknown;
  readonly senderFrame: { readonly origin: string } | null;
}

export interface IpcParts {
  readonly ipc: Pick<IpcMain, 'handle'>;
  readonly handlers: RequestHandlers;
  readonly trusts: (sender: Sender) => boolean;
  /** Told what a handler threw; the window only learns that it failed. */
  readonly onFailure: (name: RequestName, error: unknown) => void;
}

/**
 * Registers every request of the contract, here and nowhere else. Whoever asks is checked first, then what is asked;
 * each reply is a value or a typed refusal.
 */
export function registerRequests({ ipc, handlers, trusts, onFailure }: IpcParts): void {
  const schemas = requestSchemas();
  const register = <Name extends RequestName>(name: Name, schema: z.ZodType<Parameters<Requests[Name]>>): void => {
    ipc.handle(name, async (event, ...args: readonly unknown[]): Promise<Reply<ReturnType<Requests[Name]>>> => {
      if (!trusts(event)) return failure({ kind: 'untrusted-sender' });
      const parsed = schema.safeParse(args);
      if (!parsed.success) {
        const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), issue: message }));
        return failure({ kind: 'invalid-arguments', issues });
      }
      try {
        return success(await handlers[name](...parsed.data));
      } catch (error) {
        onFailure(name, error);
        return failure({ kind: 'failed' });
      }
    });
  };
  for (const name of requestNames) register(name, schemas[name]);
}

/** True when the main frame of `own`, showing our own page, is the one that asks. */
export function isOwnPage(sender: Sender, own: { readonly mainFrame: unknown }): boolean {
  const frame = sender.senderFrame;
  return sender.sender === own && frame !== null && frame === own.mainFrame && frame.origin === pageOrigin;
}

/** What sends pushes to a window, and drops them once it is gone. */
export function createPush(
  own: Pick<WebContents, 'isDestroyed' | 'send'>,
): <Name extends keyof Pushes>(name: Name, push: Pushes[Name]) => void {
  return (name, push) => {
    if (!own.isDestroyed()) own.send(name, push);
  };
}
