import type { StoreApi } from 'zustand';
import { createStore, useStore } from 'zustand';
import type { AppInfo } from '../../app/contract.ts';
import type { Bridge } from '../bridge.ts';
import { useServices } from '../services.tsx';

export type AppInfoStore = StoreApi<{ readonly info: AppInfo | null }>;

/** What this machine and version can do, asked of main once. */
export function createAppInfoStore(bridge: Bridge): AppInfoStore {
  const store: AppInfoStore = createStore(() => ({ info: null }));
  bridge.appInfo().then(
    (info) => {
      store.setState({ info });
    },
    () => undefined,
  );
  return store;
}

/** What this machine and version can do; null until main has said it. */
export function useAppInfo(): AppInfo | null {
  const { appInfo } = useServices();
  return useStore(appInfo, (state) => state.info);
}
