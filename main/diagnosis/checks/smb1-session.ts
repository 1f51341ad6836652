import { signInStatuses } from '../../../app/knowledge/sign-in-statuses.ts';
import { message } from '../../../app/wording/message.ts';
import { credentialsOf, whoSignsIn } from '../credentials.ts';
import type { Check } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { signingOf } from '../describe-negotiated.ts';
import { needs } from '../needs.ts';
import { noteServerNames } from '../server-names.ts';
import { noteTrouble } from '../trouble.ts';

/** Signs in, once. Any refusal ends all signed-in checks of the run, so that no account is locked out. */
export const smb1SessionCheck: Check = {
  id: 'smb1-session',
  run: async (context) => {
    const { request, signal, recorder, bench } = context;
    const connection = bench.smb1;
    if (connection === null) return needs('smb1-negotiate');
    if (connection.unusable !== null) return skipped(connection.unusable);
    const { deadlineMs } = request.plan;
    const who = whoSignsIn(context);
    const signIn = await connection.client.signIn(connection.negotiated, credentialsOf(context), {
      deadlineMs,
      signal,
    });
    const legs = signIn.records.map((record) => ({ record, exchange: recorder.exchange(record) }));
    noteServerNames(context, 'smb1-session', legs);
    const exchange = legs.at(-1)?.exchange;
    const ms = signIn.records.reduce((sum, record) => sum + (record.ms ?? 0), 0);
    const seen = exchange === undefined ? {} : { exchange };
    if (signIn.result.ok) {
      const session = signIn.result.value;
      recorder.observe('smb1-session', 'signed-in', {
        ...who,
        guest: session.guest,
        uid: session.uid,
        extendedSecurity: connection.negotiated.security.kind === 'extended',
        signed: session.signed,
        nativeOs: session.nativeOs,
        ...(session.expiresAt !== undefined && { expiresAt: session.expiresAt.toISOString() }),
        nativeLanMan: session.nativeLanMan,
        primaryDomain: session.primaryDomain,
        ms,
        ...seen,
      });
      bench.session = session;
      if (!session.signed && signingOf(connection.negotiated.securityMode) === 'required') {
        recorder.observe('smb1-session', 'signing-demanded', seen);
        // An unsigned request would only be answered by closing the connection.
        connection.unusable = message('check.why.signing');
      }
      return done;
    }
    const { error } = signIn.result;
    if (error.kind === 'authentication-unsupported') {
      recorder.observe('smb1-session', 'authentication-unsupported', { why: error.why, ...seen });
      return done;
    }
    const record = signIn.records.at(-1);
    if (record === undefined || exchange === undefined) return error.kind === 'cancelled' ? cancelled : done;
    const trouble = await noteTrouble(context, 'smb1-session', { error, record, exchange });
    if (trouble.kind === 'cancelled') return cancelled;
    if (trouble.kind === 'status') {
      const { status } = trouble;
      const row = signInStatuses[status.name];
      if (row?.cause === 'authentication-unsupported') {
        recorder.observe('smb1-session', 'authentication-unsupported', { why: 'ntlm-blocked', status, exchange });
      } else {
        recorder.observe('smb1-session', 'sign-in-refused', { ...who, status, ms, exchange });
      }
    }
    return done;
  },
};
