import { useEffect, useState } from 'react';
import type { AppInfo } from '../../app/contract.ts';
import { useServices } from '../services.tsx';

/** What this machine and version can do; null until main has said it. */
export function useAppInfo(): AppInfo | null {
  const { bridge } = useServices();
  const [info, setInfo] = useState<AppInfo | null>(null);
  useEffect(() => {
    let wanted = true;
    void bridge.appInfo().then((answer) => {
      if (wanted) setInfo(answer);
    });
    return () => {
      wanted = false;
    };
  }, [bridge]);
  return info;
}
