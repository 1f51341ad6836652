import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { cleanup, configure, render } from '@testing-library/react';
import { act } from 'react';
import { afterEach } from 'vitest';
import { createTranslator } from '../../app/wording/translator.ts';
import type { MessageId } from '../../app/wording/message.ts';
import { App } from '../../renderer/app.tsx';
import type { Services } from '../../renderer/services.tsx';
import { createServices, ServicesProvider } from '../../renderer/services.tsx';
import { Theme } from '../../renderer/theme/theme.tsx';
import type { FakeBridge } from './fake-bridge.ts';
import { createFakeBridge } from './fake-bridge.ts';
import type { RecordingName } from './recordings.ts';
import { recording } from './recordings.ts';

// Tells React that updates are to be waited for.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
afterEach(cleanup);
// Nothing here is hidden by style; working out whether it is would take most of the time.
configure({ defaultHidden: true });

/** The whole window over a stand-in bridge. */
export interface TestWindow extends FakeBridge {
  readonly services: Services;
  /** Does something and waits until the window has taken it in. */
  readonly settle: (work?: () => unknown) => Promise<void>;
  /** Lets this many milliseconds pass on the window's clock, which stands still otherwise. */
  readonly pass: (ms: number) => void;
  /** Starts a run of the recording's own target, as the target screen does. */
  readonly startRun: () => Promise<void>;
  /** The same, played to its end. */
  readonly finishRun: () => Promise<void>;
}

export const words = createTranslator('en');

/** A sentence of the catalogue, as the window shows it. */
export function text(id: MessageId, params?: Readonly<Record<string, string | number>>): string {
  return words({ id, params });
}

/** Wide enough for the evidence pane to stand beside the list; happy-dom's own window is not. */
function widen(): void {
  const { happyDOM } = globalThis as { readonly happyDOM?: { readonly setViewport: (size: object) => void } };
  happyDOM?.setViewport({ width: 1280, height: 800 });
}

/** Draws the window at its first screen. Its styles go nowhere: names and roles are found much faster without them. */
export async function openWindow(
  name: RecordingName = 'healthy',
  answers: Parameters<typeof createFakeBridge>[1] = {},
): Promise<TestWindow> {
  widen();
  const recorded = recording(name);
  const fake = createFakeBridge(recorded, answers);
  let now = 0;
  const services = createServices({
    bridge: fake.bridge,
    translate: words,
    clock: { now: () => now, wallClock: () => Date.parse(recorded.startedAt) },
  });
  const settle = async (work: () => unknown = () => undefined): Promise<void> => {
    await act(async () => {
      await work();
      // Answers of the bridge come by way of promises of promises.
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    });
  };
  await settle(() =>
    render(
      <RendererProvider renderer={createDOMRenderer()}>
        <Theme>
          <ServicesProvider value={services}>
            <App />
          </ServicesProvider>
        </Theme>
      </RendererProvider>,
    ),
  );
  const startRun = (): Promise<void> =>
    settle(async () => {
      const { symptom, target, plan } = recorded.request;
      const checks = plan.checks.map((id) => ({ id }));
      await services.run.getState().start({ symptom, target }, { ...plan, checks });
      services.way.getState().go('checks');
    });
  const finishRun = async (): Promise<void> => {
    await startRun();
    await settle(() => {
      fake.play();
    });
    await settle(() => {
      fake.end();
    });
  };
  const pass = (ms: number): void => {
    now += ms;
  };
  return { ...fake, services, settle, pass, startRun, finishRun };
}
