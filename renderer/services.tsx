import { createContext, useContext } from 'react';
import type { MessageId } from '../app/wording/message.ts';
import { message } from '../app/wording/message.ts';
import type { Translate } from '../app/wording/translator.ts';
import type { Bridge } from './bridge.ts';
import type { AppInfoStore } from './state/app-info.ts';
import { createAppInfoStore } from './state/app-info.ts';
import type { EvidenceStore } from './state/evidence.ts';
import { createEvidenceStore } from './state/evidence.ts';
import type { ReportStore } from './state/report.ts';
import { createReportStore } from './state/report.ts';
import type { RunStore } from './state/run.ts';
import { createRunStore } from './state/run.ts';
import type { SymptomStore } from './state/symptom.ts';
import { createSymptomStore } from './state/symptom.ts';
import type { TargetStore } from './state/target.ts';
import { createTargetStore } from './state/target.ts';
import type { WayStore } from './state/way.ts';
import { createWayStore } from './state/way.ts';

/** The window's clocks, in milliseconds: `now` only ever goes forwards, `wallClock` is the time of day. */
export interface Clock {
  readonly now: () => number;
  readonly wallClock: () => number;
}

interface Outside {
  readonly bridge: Bridge;
  readonly translate: Translate;
  readonly clock: Clock;
}

/** Everything that a screen needs and a test can hand in. */
export interface Services extends Outside {
  readonly appInfo: AppInfoStore;
  readonly way: WayStore;
  readonly symptom: SymptomStore;
  readonly target: TargetStore;
  readonly run: RunStore;
  readonly evidence: EvidenceStore;
  readonly report: ReportStore;
}

/** The stores of one window, joined to the bridge. */
export function createServices(outside: Outside): Services {
  return {
    ...outside,
    appInfo: createAppInfoStore(outside.bridge),
    way: createWayStore(),
    symptom: createSymptomStore(),
    target: createTargetStore(),
    run: createRunStore(outside.bridge, outside.clock),
    evidence: createEvidenceStore(),
    report: createReportStore(outside.bridge),
  };
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

/** The services of this window; throws outside a `ServicesProvider`. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('no ServicesProvider above this component');
  return services;
}

/** Says a sentence of the catalogue in the window's language. */
export type Say = <Id extends MessageId>(...sentence: Parameters<typeof message<Id>>) => string;

/** `say(id, params)` for sentences named here, `translate(message)` for those that come from `app`. */
export interface Words {
  readonly say: Say;
  readonly translate: Translate;
}

/** The window's words. */
export function useWords(): Words {
  const { translate } = useServices();
  return { say: (...sentence) => translate(message(...sentence)), translate };
}
