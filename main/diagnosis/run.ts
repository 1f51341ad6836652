import { checkOrder, checks as checkRows } from '../../app/knowledge/checks.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { CheckResult, Run, RunEvent, RunRequest } from '../../app/model/run.ts';
import { message } from '../../app/wording/message.ts';
import type { Clock } from '../clock.ts';
import type { RunTap } from '../net/wire-tap.ts';
import type { BeginSecurityContext } from '../ntlm/security-context.ts';
import { startPracticeServer } from '../practice/server.ts';
import type { WindowsInspector } from '../windows/inspector.ts';
import type { Check, CheckContext } from './check.ts';
import { rdpNegotiateCheck } from './checks/rdp-negotiate.ts';
import { rdpTlsCheck } from './checks/rdp-tls.ts';
import { resolveCheck } from './checks/resolve.ts';
import { smb1EchoCheck } from './checks/smb1-echo.ts';
import { smb1ExpiryCheck } from './checks/smb1-expiry.ts';
import { smb1IdleCheck } from './checks/smb1-idle.ts';
import { smb1FilesCheck } from './checks/smb1-files.ts';
import { smb1LivenessCheck } from './checks/smb1-liveness.ts';
import { smb1NegotiateCheck } from './checks/smb1-negotiate.ts';
import { smb1SessionCheck } from './checks/smb1-session.ts';
import { smb1OplockCheck } from './checks/smb1-oplock.ts';
import { smb1StaleSessionCheck } from './checks/smb1-stale-session.ts';
import { smb1StallCheck } from './checks/smb1-stall.ts';
import { smb1TreeCheck } from './checks/smb1-tree.ts';
import { smb1VcCheck } from './checks/smb1-vc.ts';
import { smb2EchoCheck } from './checks/smb2-echo.ts';
import { smb2NegotiateCheck } from './checks/smb2-negotiate.ts';
import { smb2SessionCheck } from './checks/smb2-session.ts';
import { smb2StaleSessionCheck } from './checks/smb2-stale-session.ts';
import { tcpCheck } from './checks/tcp.ts';
import { windowsConnectionsCheck } from './checks/windows-connections.ts';
import { windowsEventsCheck } from './checks/windows-events.ts';
import { windowsFirewallCheck } from './checks/windows-firewall.ts';
import { windowsPoliciesCheck } from './checks/windows-policies.ts';
import { windowsProfilesCheck } from './checks/windows-profiles.ts';
import { windowsSmbCheck } from './checks/windows-smb.ts';
import { windowsTicketsCheck } from './checks/windows-tickets.ts';
import { windowsTimersCheck } from './checks/windows-timers.ts';
import { windowsMstscCheck } from './checks/windows-mstsc.ts';
import { windowsPortsCheck } from './checks/windows-ports.ts';
import { windowsServicesCheck } from './checks/windows-services.ts';
import { windowsSessionsCheck } from './checks/windows-sessions.ts';
import { clearLeftovers } from './files/leftovers.ts';
import { lookAgain } from './look-again.ts';
import { createRecorder } from './recorder.ts';
import { signOff, signOffSmb2 } from './sign-off.ts';
import { noteSlowWork } from './slow-work.ts';
import { createWorkbench } from './workbench.ts';

const checks: Readonly<Record<CheckId, Check>> = {
  resolve: resolveCheck,
  tcp: tcpCheck,
  'smb1-negotiate': smb1NegotiateCheck,
  'smb2-negotiate': smb2NegotiateCheck,
  'smb1-session': smb1SessionCheck,
  'smb1-tree': smb1TreeCheck,
  'smb1-echo': smb1EchoCheck,
  'smb1-liveness': smb1LivenessCheck,
  'smb2-session': smb2SessionCheck,
  'smb2-echo': smb2EchoCheck,
  'smb1-stall': smb1StallCheck,
  'smb1-files': smb1FilesCheck,
  'smb1-stale-session': smb1StaleSessionCheck,
  'smb1-expiry': smb1ExpiryCheck,
  'smb2-stale-session': smb2StaleSessionCheck,
  'smb1-oplock': smb1OplockCheck,
  'smb1-vc': smb1VcCheck,
  'smb1-idle': smb1IdleCheck,
  'rdp-negotiate': rdpNegotiateCheck,
  'rdp-tls': rdpTlsCheck,
  'windows-mstsc': windowsMstscCheck,
  'windows-sessions': windowsSessionsCheck,
  'windows-services': windowsServicesCheck,
  'windows-ports': windowsPortsCheck,
  'windows-timers': windowsTimersCheck,
  'windows-smb': windowsSmbCheck,
  'windows-policies': windowsPoliciesCheck,
  'windows-profiles': windowsProfilesCheck,
  'windows-firewall': windowsFirewallCheck,
  'windows-tickets': windowsTicketsCheck,
  'windows-connections': windowsConnectionsCheck,
  'windows-events': windowsEventsCheck,
};

export interface DiagnosisOptions {
  readonly request: RunRequest;
  /** For this run only. */
  readonly password?: string | undefined;
  /** Makes the tokens of sign-ins in place of a password: Kerberos. Nothing of it is written anywhere. */
  readonly beginSecurityContext?: BeginSecurityContext | undefined;
  readonly clock: Clock;
  /** Aborting it ends the run; what was found is kept. */
  readonly signal: AbortSignal;
  /** A signal that is aborted when this one check is to be given up. */
  readonly skipped: (check: CheckId) => AbortSignal;
  readonly emit: (event: RunEvent) => void;
  /** Is told of every byte that is sent and received. */
  readonly tap?: RunTap | undefined;
  /** What this PC tells of itself; absent where it is not Windows. */
  readonly windows?: WindowsInspector | undefined;
  /** Makes the tokens where the account is that of whoever runs this program. */
  readonly currentUser?: BeginSecurityContext | undefined;
}

/** Runs the plan's checks in order and gives back everything seen. Never rejects for what a server does. */
export async function runDiagnosis(options: DiagnosisOptions): Promise<Run> {
  const { clock, signal, emit, tap } = options;
  const startedAt = clock.now().toISOString();
  const recorder = createRecorder(clock, emit);
  tap?.runBegan(recorder.startedAtMs);
  const practice = await practiceFor(options);
  const request = await withCurrentUser(practice.request, options);
  if (request.practice !== undefined) emit({ type: 'practice-began', target: request.target });
  const { password, windows } = options;
  const asCurrentUser = request.target.account.kind === 'current-user';
  const beginSecurityContext = asCurrentUser ? options.currentUser : options.beginSecurityContext;
  const shared = { request, password, beginSecurityContext, clock, recorder, tap, windows, bench: createWorkbench() };
  try {
    for (const id of checkOrder.filter((planned) => request.plan.checks.includes(planned))) {
      // No check that waits long asks anything over SMB2.
      if (checkRows[id].waitsFor !== undefined) await signOffSmb2(shared);
      recorder.finished(await runCheck(checks[id], shared, signal, options.skipped(id)));
    }
    await lookAgain({ ...shared, signal });
  } finally {
    await signOff(shared);
    await clearLeftovers(shared);
    await practice.stop();
  }
  const { observations, exchanges, samples, checks: results } = recorder;
  return { request, startedAt, durationMs: recorder.elapsedMs(), observations, exchanges, samples, checks: results };
}

async function runCheck(
  check: Check,
  shared: Omit<CheckContext, 'signal'>,
  stopped: AbortSignal,
  given: AbortSignal,
): Promise<CheckResult> {
  const { recorder, clock } = shared;
  const { id } = check;
  const startMs = clock.monotonicMs();
  const first = recorder.exchanges.length;
  if (stopped.aborted) return { id, outcome: 'cancelled', why: message('check.why.stopped'), durationMs: 0 };
  recorder.started(id);
  const took = (): number => clock.monotonicMs() - startMs;
  try {
    const end = await check.run({ ...shared, signal: AbortSignal.any([stopped, given]) });
    noteSlowWork(recorder, id, first);
    const durationMs = took();
    if (end.outcome === 'done') return { id, outcome: 'done', durationMs };
    if (end.outcome === 'skipped') return { id, outcome: 'skipped', why: end.why, durationMs };
    const why = message('check.why.stopped-after', { after: durationMs });
    return { id, outcome: 'cancelled', why, durationMs };
  } catch (error) {
    // A check does not throw for what a server does, so this is a fault of ours: it is said, and the run goes on.
    const detail = error instanceof Error ? error.message : String(error);
    return { id, outcome: 'failed', why: message('check.why.error', { detail }), durationMs: took() };
  }
}

/** Names the account that is only known as whoever runs this program. */
async function withCurrentUser(request: RunRequest, { windows, signal }: DiagnosisOptions): Promise<RunRequest> {
  const { target, plan } = request;
  if (target.account.kind !== 'current-user' || windows === undefined) return request;
  const system = await windows.operatingSystem({ deadlineMs: plan.deadlineMs, signal });
  const user = system.ok ? system.value.user : '';
  return { ...request, target: { ...target, account: { kind: 'current-user', user } } };
}

async function practiceFor({
  request,
}: DiagnosisOptions): Promise<{ readonly request: RunRequest; readonly stop: () => Promise<void> }> {
  if (request.practice === undefined) return { request, stop: () => Promise.resolve() };
  const server = await startPracticeServer({ scenario: request.practice });
  const target = { ...request.target, host: server.host, port: server.port };
  return { request: { ...request, target }, stop: () => server.stop() };
}
