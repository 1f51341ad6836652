export type ServiceState =
  'stopped' | 'start-pending' | 'stop-pending' | 'running' | 'continue-pending' | 'pause-pending' | 'paused';

export interface ServiceInfo {
  readonly name: string;
  readonly displayName: string;
  readonly state: ServiceState;
  readonly start: 'boot' | 'system' | 'automatic' | 'manual' | 'disabled';
  readonly pid: number | null;
  /** Services that stop with it; null where that could not be asked. */
  readonly dependents: readonly { readonly name: string; readonly state: ServiceState }[] | null;
  readonly dependsOn: readonly string[];
}
