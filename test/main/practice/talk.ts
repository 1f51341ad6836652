import type { PracticeScenario } from '../../../app/model/target.ts';
import { encodeAvPairs } from '../../../main/ntlm/av-pairs.ts';
import { ntlmv2Response, ntowfv2 } from '../../../main/ntlm/ntlmv2.ts';
import { createDialogue } from '../../../main/practice/dialogue.ts';
import type { Reaction } from '../../../main/practice/reaction.ts';
import { scenarios } from '../../../main/practice/scenarios.ts';
import { encodeEchoRequest } from '../../../main/smb1/codec/echo.ts';
import { flags2 } from '../../../main/smb1/codec/flags.ts';
import type { Head } from '../../../main/smb1/codec/header.ts';
import { decodeHeader } from '../../../main/smb1/codec/header.ts';
import { encodeNegotiateRequest } from '../../../main/smb1/codec/negotiate.ts';
import type { PlainSessionSetupRequest } from '../../../main/smb1/codec/session-setup-andx.ts';
import { encodeSessionSetupRequest } from '../../../main/smb1/codec/session-setup-andx.ts';
import { encodeQueryFsInfoRequest } from '../../../main/smb1/codec/trans2-query-fs-info.ts';
import { encodeTreeConnectRequest } from '../../../main/smb1/codec/tree-connect-andx.ts';
import { must } from '../must.ts';

const bits = flags2.SMB_FLAGS2_NT_STATUS | flags2.SMB_FLAGS2_UNICODE;
export const head: Head = { flags2: bits, pid: 0xfeff, tid: 0xffff, uid: 0, mid: 7 };

export function start(scenario: PracticeScenario = 'healthy') {
  return createDialogue({
    behaviour: scenarios[scenario],
    clock: { monotonicMs: () => 0, now: () => new Date('2026-03-09T14:32:00Z') },
    randomBytes: (count) => Buffer.alloc(count, 0x5a),
    serverGuid: Buffer.alloc(16, 1),
  });
}

export const offer = (...dialects: readonly string[]): Buffer => encodeNegotiateRequest(head, { dialects });
export const ntLm = offer('NT LM 0.12');
export const echo = (echoCount: number): Buffer => encodeEchoRequest(head, { echoCount, data: Buffer.from('hello') });
const nobodyFields: PlainSessionSetupRequest = {
  kind: 'challenge',
  maxBufferSize: 16_644,
  maxMpxCount: 50,
  vcNumber: 1,
  sessionKey: 0,
  capabilities: 0,
  nativeOs: '',
  nativeLanMan: '',
  oemPassword: Buffer.alloc(0),
  unicodePassword: Buffer.alloc(0),
  accountName: '',
  primaryDomain: '',
};
export const nobody = encodeSessionSetupRequest(head, nobodyFields);
/** The user's sign-in, for the one challenge that `start` gives. */
export const practiceUser = encodeSessionSetupRequest(head, {
  ...nobodyFields,
  accountName: 'practice',
  unicodePassword: ntlmv2Response({
    key: ntowfv2('practice', '', 'practice'),
    serverChallenge: Buffer.alloc(8, 0x5a),
    clientChallenge: Buffer.alloc(8, 9),
    time: 0n,
    targetInfo: encodeAvPairs([]),
  }).response,
});

/** The only answer. */
export function only(reaction: Reaction): Buffer {
  if (reaction.kind !== 'reply') throw new Error(`expected an answer, got ${reaction.kind}`);
  const [message, more] = reaction.messages;
  if (message === undefined || more !== undefined) throw new Error(`${reaction.messages.length} answers`);
  return message;
}

export const headerOf = (reaction: Reaction) => must(decodeHeader(only(reaction)));

/** A dialogue in which somebody has signed in, with the session's UID and the TID of a share. */
export function signedIn(who = nobody, share = 'IPC$') {
  const answer = start();
  answer(ntLm);
  const { uid } = headerOf(answer(who));
  const { tid } = headerOf(answer(connectTo(share, { ...head, uid })));
  return { answer, own: { ...head, uid, tid } };
}

/** A request for a share. */
export function connectTo(share: string, own: Head, service = '?????'): Buffer {
  const path = `\\\\127.0.0.1\\${share}`;
  return encodeTreeConnectRequest(own, { flags: 0, password: Buffer.alloc(1), path, service });
}

/** A request for IPC$. */
export function connectPipes(own: Head, service?: string): Buffer {
  return connectTo('IPC$', own, service);
}

/** A request for what is known of a volume, by default its size. */
export function askVolume(own: Head, informationLevel = 0x0103): Buffer {
  return encodeQueryFsInfoRequest(own, { informationLevel, maxDataCount: 560 });
}
