import { writeFileSync } from 'node:fs';
import koffi from 'koffi';
import type { Account } from '../../app/model/target.ts';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import { systemSchedule } from '../../main/schedule.ts';
import { createCurrentUser, createWindowsInspector } from '../../main/windows/create.ts';
import { openSspi } from '../../main/windows/win32/sspi.ts';
import { openWin32 } from '../../main/windows/win32/win32.ts';

/*
 * Runs on Windows: `node sspi-sign-in.mjs PORT SHARE USER PASSWORD FILE`. Signs in over SMB1 and SMB2 with tokens of SSPI
 * and writes what was observed; as whoever runs it where USER is empty.
 */

const [port = '', share = '', user = '', password = '', file = ''] = process.argv.slice(2);
const never = new AbortController().signal;
const account: Account = user === '' ? { kind: 'current-user', user } : { kind: 'user', domain: '', user };
const target = { host: '127.0.0.1', port: Number(port), share, account };
const time = { clock: systemClock, schedule: systemSchedule };
const { observations } = await runDiagnosis({
  request: { symptom: 'unknown', target, plan: planRun({ target, checks: ['smb1-liveness', 'smb2-session'] }) },
  beginSecurityContext: openSspi(openWin32(koffi), { user, domain: '', password }),
  windows: await createWindowsInspector(process.platform, time),
  currentUser: await createCurrentUser(process.platform),
  clock: systemClock,
  signal: never,
  skipped: () => never,
  emit: () => undefined,
});
writeFileSync(file, JSON.stringify(observations));
