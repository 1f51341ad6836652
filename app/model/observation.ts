import * as z from 'zod';
import { connectionObservations } from './observations/connection.ts';
import { expiryObservations } from './observations/expiry.ts';
import { idleObservations } from './observations/idle.ts';
import { fileObservations } from './observations/files.ts';
import { nameAndPortObservations } from './observations/name-and-port.ts';
import { negotiateObservations } from './observations/negotiate.ts';
import { serverObservations } from './observations/server.ts';
import { remoteDesktopObservations } from './observations/remote-desktop.ts';
import { sessionObservations } from './observations/session.ts';
import { windowsObservations } from './observations/windows.ts';
import { windowsSessionObservations } from './observations/windows-sessions.ts';
import { windowsSettingObservations } from './observations/windows-settings.ts';
import { windowsUserSideObservations } from './observations/windows-user-side.ts';
import { workObservations } from './observations/work.ts';

/** One fact that a check established. New kinds may be added; the meaning of one never changes. */
export const Observation = z.discriminatedUnion('kind', [
  ...nameAndPortObservations,
  ...negotiateObservations,
  ...serverObservations,
  ...sessionObservations,
  ...connectionObservations,
  ...workObservations,
  ...expiryObservations,
  ...fileObservations,
  ...idleObservations,
  ...remoteDesktopObservations,
  ...windowsObservations,
  ...windowsSessionObservations,
  ...windowsSettingObservations,
  ...windowsUserSideObservations,
]);
export type Observation = z.infer<typeof Observation>;
export type ObservationKind = Observation['kind'];
export type ObservationOf<Kind extends ObservationKind> = Extract<Observation, { kind: Kind }>;
