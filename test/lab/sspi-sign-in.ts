import { writeFileSync } from 'node:fs';
import koffi from 'koffi';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import { openSspi } from '../../main/windows/win32/sspi.ts';
import { openWin32 } from '../../main/windows/win32/win32.ts';

/*
 * Runs on Windows: `node sspi-sign-in.mjs PORT SHARE USER PASSWORD FILE`. Signs in over SMB1 and SMB2 with tokens of SSPI
 * and writes what was observed.
 */

const [port = '', share = '', user = '', password = '', file = ''] = process.argv.slice(2);
const never = new AbortController().signal;
const target = { host: '127.0.0.1', port: Number(port), share, account: { kind: 'user', domain: '', user } } as const;
const { observations } = await runDiagnosis({
  request: { symptom: 'unknown', target, plan: planRun({ target, checks: ['smb1-liveness', 'smb2-session'] }) },
  beginSecurityContext: openSspi(openWin32(koffi), { user, domain: '', password }),
  clock: systemClock,
  signal: never,
  skipped: () => never,
  emit: () => undefined,
});
writeFileSync(file, JSON.stringify(observations));
