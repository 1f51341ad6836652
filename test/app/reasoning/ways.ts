import type { FaultStop } from '../../../app/knowledge/fault-stops.ts';
import type { CheckId } from '../../../app/model/check.ts';
import type { Observation, ObservationKind } from '../../../app/model/observation.ts';
import type { FaultLineInput, FaultStopView } from '../../../app/reasoning/fault-line.ts';
import { faultLine } from '../../../app/reasoning/fault-line.ts';
import { allGood, observe } from '../observations.ts';
import { requestOf, usualChecks } from '../runs.ts';

/** One of the ways that part at the name: its stops, and what is seen where nothing is wrong. */
export interface Way {
  readonly stops: readonly FaultStop[];
  readonly planned: readonly CheckId[];
  readonly seen: readonly Observation[];
  /** The observation that proves each stop passed. */
  readonly proofs: readonly ObservationKind[];
}

export const smbWay: Way = {
  stops: ['name', 'port', 'smb-session', 'share'],
  planned: usualChecks,
  seen: allGood(),
  proofs: ['name-resolved', 'tcp-connected', 'signed-in', 'tree-connected'],
};

export const rdpWay: Way = {
  stops: ['name', 'rdp-port', 'rdp-security'],
  planned: ['resolve', 'rdp-negotiate', 'rdp-tls'],
  seen: [observe('name-resolved'), observe('rdp-connected'), observe('rdp-negotiated'), observe('rdp-tls')],
  proofs: ['name-resolved', 'rdp-connected', 'rdp-negotiated'],
};

/** The whole way to Remote Desktop, as it is seen from a Windows PC. */
export const rdpWayFromWindows: Way = {
  stops: ['this-pc', ...rdpWay.stops, 'rdp-session'],
  planned: [...rdpWay.planned, 'windows-mstsc', 'windows-sessions'],
  seen: [...rdpWay.seen, observe('rdp-client-memory'), observe('sessions-listed')],
  proofs: ['rdp-client-memory', ...rdpWay.proofs, 'sessions-listed'],
};

/** The fault line of a run that is only planned, changed by `input`. */
export function lineOf(input: Partial<FaultLineInput>): readonly FaultStopView[] {
  return faultLine({
    target: requestOf().target,
    planned: usualChecks,
    started: [],
    finished: [],
    observations: [],
    findings: [],
    ...input,
  });
}
