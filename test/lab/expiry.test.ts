import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ObservationKind, ObservationOf } from '../../app/model/observation.ts';
import type { Plan } from '../../app/model/plan.ts';
import type { Run } from '../../app/model/run.ts';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import type { BeginSecurityContext } from '../../main/ntlm/security-context.ts';
import { buildReport } from '../../main/report/json.ts';
import { probePcapng } from '../../main/report/probe-pcapng.ts';
import { createWireCapture } from '../../main/report/wire-capture.ts';
import { connectSmb2, must, patient } from './client-lab.ts';
import { programPath } from './programs.ts';
import { describeWith } from './require.ts';
import { kerberosPrograms, startRealm, type Realm } from './servers/kerberos.ts';
import { startSamba, type Samba } from './servers/samba.ts';

const lifetimeSeconds = 5;
const symptom = 'smb-session-expired';
const checks = ['smb1-echo', 'smb1-liveness', 'smb1-expiry'] as const;

describeWith([...kerberosPrograms, 'smbd', 'pdbedit', 'setsid', 'tshark'], 'a session whose ticket ends', () => {
  let realm: Realm;
  let samba: Samba;
  beforeAll(async () => {
    realm = await startRealm({ lifetimeSeconds });
    samba = await startSamba(realm.samba);
  });
  afterAll(async () => {
    await samba.stop();
    await realm.stop();
  });

  /** A whole run with tickets: what it said, what is on file, and the tokens that were sent. */
  async function diagnose(limits: Partial<Plan> = {}) {
    const tokens: Buffer[] = [];
    const begin: BeginSecurityContext = (service) => {
      const context = realm.begin(service);
      return {
        next: async (serverToken) => {
          const step = await context.next(serverToken);
          if (step.ok && step.value.token !== null) tokens.push(step.value.token);
          return step;
        },
      };
    };
    const { port, user, shares } = samba;
    const share = shares.forUser;
    const target = { host: '127.0.0.1', port, share, account: { kind: 'user', domain: realm.realm, user } } as const;
    const never = new AbortController().signal;
    const capture = createWireCapture({ clock: systemClock, keepCredentials: false });
    const run = await runDiagnosis({
      request: { symptom, target, plan: { ...planRun({ checks, samples: 5 }), ...limits } },
      beginSecurityContext: begin,
      clock: systemClock,
      signal: never,
      skipped: () => never,
      emit: () => undefined,
      tap: capture,
    });
    const report = buildReport(run);
    return { run, report, tokens, proof: Buffer.from(probePcapng(capture, report)) };
  }

  /** An SMB2 session, which expires at about the same time: no client has to ask for that. */
  async function openSmb2() {
    const client = await connectSmb2(samba.port);
    const negotiated = must((await client.negotiate(patient)).result);
    const credentials = { kind: 'token', begin: realm.begin } as const;
    const session = must((await client.signIn(negotiated, credentials, patient)).result);
    const tree = must((await client.connectTree(session, samba.shares.forUser, patient)).result);
    return {
      expiresAndIsContinued: async () => {
        const refused = await client.connectTree(session, samba.shares.forGuests, patient);
        expect(refused.record.status.name).toBe('STATUS_NETWORK_SESSION_EXPIRED');
        const { sessionId } = session;
        const again = must((await client.signIn(negotiated, credentials, { ...patient, sessionId })).result);
        expect(again.sessionId).toBe(sessionId);
        must((await client.disconnectTree(tree, patient)).result);
        must((await client.logOff(again, patient)).result);
        client.close();
      },
    };
  }

  test('expires, is continued with a new ticket, and lives on where its client never asked for expiry', async () => {
    const smb2 = await openSmb2();
    const { run, report, tokens, proof } = await diagnose();
    await smb2.expiresAndIsContinued();
    expect(report.checks.find(({ id }) => id === 'smb1-expiry')).toMatchObject({ outcome: 'done' });

    const [expired, ...more] = all(run, 'session-expired');
    expect(more).toEqual([]);
    expect(expired?.status.name).toBe('STATUS_NETWORK_SESSION_EXPIRED');
    // The KDC counts in whole seconds.
    expect(expired?.afterMs).toBeGreaterThan(1000 * (lifetimeSeconds - 1) - 200);
    expect(expired?.afterMs).toBeLessThan(1000 * (lifetimeSeconds + 2));
    // Samba is stricter than [MS-SMB] 3.3.5.1: of the six it takes SESSION_SETUP_ANDX alone.
    expect(all(run, 'expired-answer').map(({ series, letThrough }) => `${series} ${String(letThrough)}`)).toEqual([
      'smb1.flush false',
      'smb1.locking false',
      'smb1.close false',
      'smb1.tree-disconnect false',
      'smb1.logoff false',
      'smb1.session-setup true',
    ]);
    expect(all(run, 'reauthenticated')).toMatchObject([
      { accepted: true, sameUid: true, treeWorks: true, fileWorks: true },
    ]);
    expect(all(run, 'session-outlived-ticket')).toMatchObject([{ dynamicReauth: false }]);
    expect(report.findings.map(({ cause, confidence }) => `${cause} ${confidence}`)).toEqual([
      'session-expired possible',
    ]);

    expect(tokens.length).toBeGreaterThanOrEqual(5);
    const json = JSON.stringify(report);
    for (const token of tokens) {
      // The authenticator is the last thing in it.
      const secret = token.subarray(-64);
      expect(proof.includes(secret)).toBe(false);
      expect(json).not.toContain(secret.subarray(0, 32).toString('hex'));
    }
    expect(await complaints(proof, samba.port)).toBe('');
  });

  test('is not waited for when the ticket ends after the limits of the plan', async () => {
    const { run, report } = await diagnose({ workDeadlineMs: 2_000 });
    const check = run.checks.find(({ id }) => id === 'smb1-expiry');
    expect(check).toMatchObject({ outcome: 'skipped', why: { id: 'check.why.expiry-later' } });
    expect(report.verdict.cause).toBe('inconclusive');
    expect(all(run, 'signed-in')[0]?.expiresAt).toBeDefined();
  });
});

function all<Kind extends ObservationKind>({ observations }: Run, kind: Kind): readonly ObservationOf<Kind>[] {
  return observations.filter((seen): seen is ObservationOf<Kind> => seen.kind === kind);
}

/** What tshark finds malformed of what we sent. */
async function complaints(proof: Buffer, port: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'session-doctor-expiry-'));
  try {
    const file = join(folder, 'probe.pcapng');
    writeFileSync(file, proof);
    const filter = `tcp.dstport==${port} && (_ws.malformed || _ws.expert.severity>=6291456)`;
    const decode = ['-d', `tcp.port==${port},nbss`];
    const { stdout } = await promisify(execFile)(programPath('tshark'), ['-n', '-r', file, ...decode, '-Y', filter]);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
