import { build } from 'esbuild';
import { compileFunction } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { pushNames, requestNames } from '../../app/contract.ts';

const root = new URL('../..', import.meta.url).pathname;

type Exposed = Record<string, (...args: unknown[]) => unknown>;

let inputs: string[];
let code: string;

beforeAll(async () => {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['main/preload.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['electron'],
    write: false,
    metafile: true,
  });
  code = result.outputFiles[0]?.text ?? '';
  // What the bundle kept, not what was read on the way.
  inputs = Object.values(result.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
});

/** Runs the preload against an Electron that only takes notes; `reply` is what main answers. */
function runPreload(reply: unknown) {
  const exposed: [string, Exposed][] = [];
  const invoked: unknown[][] = [];
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: Exposed) => exposed.push([name, api]) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args);
        return Promise.resolve(reply);
      },
      on: (name: string, listener: (...args: unknown[]) => void) => {
        listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
      },
      off: (name: string, listener: (...args: unknown[]) => void) => listeners.get(name)?.delete(listener),
    },
  };
  const run = compileFunction(code, ['require']) as (require: (name: string) => unknown) => void;
  run((name) => {
    if (name !== 'electron') throw new Error(`the preload asks for ${name}`);
    return electron;
  });
  const bridge = exposed[0]?.[1] ?? {};
  const emit = (name: string, push: unknown) => {
    for (const listener of listeners.get(name) ?? []) listener({ sender: 'an Electron event' }, push);
  };
  return { exposed, invoked, bridge, emit };
}

describe('the preload', () => {
  it('is made of itself and the contract: no zod, no other code', () => {
    expect(inputs.sort()).toEqual(['app/contract.ts', 'main/preload.ts']);
  });

  it('exposes the functions of the contract, once, and nothing else', () => {
    const { exposed, bridge } = runPreload({ ok: true, value: 1 });
    expect(exposed.map(([name]) => name)).toEqual(['sessionDoctor']);
    expect(Object.keys(bridge).sort()).toEqual([...requestNames, 'on'].sort());
  });

  it('passes a request on under its own name, and its value back', async () => {
    const { invoked, bridge } = runPreload({ ok: true, value: { started: true } });
    await expect(bridge['skipCheck']?.(3, 'tcp')).resolves.toEqual({ started: true });
    expect(invoked).toEqual([['skipCheck', 3, 'tcp']]);
  });

  it('rejects a refused request with its kind and place', async () => {
    const issues = [{ path: '0.target.port', issue: 'Too big' }];
    const { bridge } = runPreload({ ok: false, error: { kind: 'invalid-arguments', issues } });
    await expect(bridge['planRun']?.({})).rejects.toThrow('invalid-arguments: 0.target.port Too big');
    const other = runPreload({ ok: false, error: { kind: 'untrusted-sender' } });
    await expect(other.bridge['appInfo']?.()).rejects.toThrow('untrusted-sender');
  });

  it.each([...pushNames])('hands on each %s without its event, until it is unsubscribed', (name) => {
    const { bridge, emit } = runPreload(undefined);
    const heard: unknown[][] = [];
    const end = bridge['on']?.(name, (...args: unknown[]) => heard.push(args)) as () => void;
    emit(name, { runId: 1 });
    end();
    emit(name, { runId: 2 });
    expect(heard).toEqual([[{ runId: 1 }]]);
  });

  it('listens to no other channel', () => {
    const { bridge } = runPreload(undefined);
    expect(() => bridge['on']?.('ELECTRON_INTERNAL', () => undefined)).toThrow('no such push');
  });
});
