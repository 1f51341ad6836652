import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { Bridge, Reply, RequestName } from '../app/contract.ts';
import { pushNames, refusalText, requestNames } from '../app/contract.ts';

/*
 * The only code of ours that sees both worlds. It runs sandboxed, exposes the contract's functions and nothing else,
 * and hands no Electron object to the page.
 */

async function ask(name: RequestName, args: readonly unknown[]): Promise<unknown> {
  const reply = (await ipcRenderer.invoke(name, ...args)) as Reply<unknown>;
  if (!reply.ok) throw new Error(refusalText(reply.error));
  return reply.value;
}

const on: Bridge['on'] = (name, listener) => {
  if (!pushNames.includes(name)) throw new Error('no such push');
  const forward = (_event: IpcRendererEvent, push: Parameters<typeof listener>[0]): void => {
    listener(push);
  };
  ipcRenderer.on(name, forward);
  return () => {
    ipcRenderer.off(name, forward);
  };
};

const requests = Object.fromEntries(
  requestNames.map((name) => [name, (...args: readonly unknown[]) => ask(name, args)]),
);

contextBridge.exposeInMainWorld('sessionDoctor', { ...requests, on });
