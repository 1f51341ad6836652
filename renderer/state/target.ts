import type { StoreApi } from 'zustand';
import { createStore } from 'zustand';
import type { RunWish } from '../../app/contract.ts';
import { consents } from '../../app/knowledge/consents.ts';
import { sharePath, splitPath } from '../../app/knowledge/typed-path.ts';
import { mayBeServer, serverName, splitServer } from '../../app/knowledge/typed-server.ts';
import type { ConsentId } from '../../app/model/plan.ts';
import type { Symptom } from '../../app/model/symptom.ts';
import type { PracticeScenario, Target } from '../../app/model/target.ts';

/** What the field holds before anybody types: not asked for, so the NetBIOS session service may be tried as well. */
const smbPort = 445;
const netbiosPort = 139;
const rdpPort = 3389;

/** How long silent connections may be held, in minutes; none at all for 0. */
export const idleMinutes = [0, 1, 5, 15, 30, 60] as const;

/** The fields as they were typed. */
export interface TargetFields {
  readonly host: string;
  readonly port: string;
  /** Asked for where Remote Desktop is in question. */
  readonly rdpPort: string;
  readonly share: string;
  /** The file or folder that fails, below the share or with server and share. */
  readonly path: string;
  readonly readOnly: boolean;
  readonly idleMinutes: (typeof idleMinutes)[number];
  /** What was consented to, in a dialog of its own: for this target, and for one run. */
  readonly consent: readonly ConsentId[];
  /** `current-user`, whoever runs the app, is offered on Windows only. */
  readonly signInAs: 'user' | 'anonymous' | 'current-user';
  /** DOMAIN\name, name@domain or name. */
  readonly user: string;
  /** Emptied as soon as a run has it, as is `consent`. */
  readonly password: string;
  /** Null when a real server is tested. */
  readonly practice: PracticeScenario | null;
}

export interface TargetAnswers extends TargetFields {
  /** True once a run was asked for: only then are mistakes pointed out. */
  readonly checked: boolean;
  readonly set: (fields: Partial<TargetFields>) => void;
  /** Shows what was typed for the server in the fields that it fills; not while typing, or the rest would go astray. */
  readonly spread: (symptom?: Symptom) => void;
  readonly check: (symptom?: Symptom) => void;
}
export type TargetStore = StoreApi<TargetAnswers>;

/** What is wrong with a field. */
export type Mistake =
  | 'host-missing'
  | 'host-characters'
  | 'host-nobody'
  | 'port'
  | 'share'
  | 'path'
  | 'path-elsewhere'
  | 'path-share'
  | 'user-missing'
  | 'password-missing';
export type Mistakes = Readonly<Partial<Record<keyof TargetFields, Mistake>>>;

/** The answers to "What should be tested?". */
export function createTargetStore(): TargetStore {
  return createStore<TargetAnswers>()((set) => ({
    host: '',
    port: String(smbPort),
    rdpPort: String(rdpPort),
    share: '',
    path: '',
    readOnly: false,
    idleMinutes: 0,
    consent: [],
    signInAs: 'user',
    user: '',
    password: '',
    practice: null,
    checked: false,
    set: (fields) => {
      set((before) => withoutStaleConsent(before, { ...before, ...fields }));
    },
    spread: (symptom) => {
      set((before) => withoutStaleConsent(before, spreadTyped(before, symptom)));
    },
    check: (symptom) => {
      set((before) => ({ ...withoutStaleConsent(before, spreadTyped(before, symptom)), checked: true }));
    },
  }));
}

/** Who can be disturbed, and in whose name: where one of these changes, nobody has been asked yet. */
const consentedTo = ['host', 'port', 'share', 'signInAs', 'user'] as const satisfies readonly (keyof TargetFields)[];

function withoutStaleConsent<Fields extends TargetFields>(before: TargetFields, fields: Fields): Fields {
  return consentedTo.some((field) => fields[field] !== before[field]) ? { ...fields, consent: [] } : fields;
}

/** Whether only Remote Desktop is asked about: nobody signs in there, and files come in with a share. */
export function isRemoteDesktopOnly({ share }: Pick<TargetFields, 'share'>, symptom: Symptom): boolean {
  return symptom === 'rdp-session-deleted' && share.trim() === '';
}

/** "\\server\share" or "server:4445" in the server field, and a whole path in its field, fill those beside them too. */
function spreadTyped<Fields extends TargetFields>(typed: Fields, symptom?: Symptom): Fields {
  const { port, ...server } = splitServer(typed.host);
  // "server:3390" is how the Windows client for Remote Desktop is told a port.
  const asked = symptom === 'rdp-session-deleted' ? 'rdpPort' : 'port';
  const fields = { ...typed, ...server, ...(port === undefined ? {} : { [asked]: port }) };
  const { host, share, path } = splitPath(fields.path);
  const here = fields.host === '' || fields.host.toLowerCase() === host?.toLowerCase();
  const same = fields.share.trim() === '' || fields.share.trim().toLowerCase() === share?.toLowerCase();
  if (host === undefined || share === undefined || !here || !same) return fields;
  return { ...fields, host, share, path };
}

/** What a person has to put right before a run, by field. A name that has no address is no mistake but a finding. */
export function mistakesOf(typed: TargetFields, symptom: Symptom = 'unknown'): Mistakes {
  if (typed.practice !== null) return {};
  const fields = spreadTyped(typed, symptom);
  const { host } = fields;
  const mistakes: Partial<Record<keyof TargetFields, Mistake>> = {};
  if (host === '') mistakes.host = 'host-missing';
  else if (host.length > 255 || !serverName.test(host)) mistakes.host = 'host-characters';
  else if (!mayBeServer(host)) mistakes.host = 'host-nobody';
  if (symptom === 'rdp-session-deleted' && !isPort(fields.rdpPort)) mistakes.rdpPort = 'port';
  if (isRemoteDesktopOnly(fields, symptom)) return mistakes;
  if (!isPort(fields.port)) mistakes.port = 'port';
  const share = fields.share.trim();
  if (share.length > 80 || !/^[^\\/:*?"<>|\p{Cc}]*$/u.test(share)) mistakes.share = 'share';
  const path = splitPath(fields.path);
  if (path.host !== undefined) mistakes.path = 'path-elsewhere';
  else if (path.path !== '' && share === '') mistakes.path = 'path-share';
  else if (path.path.length > 1024 || (path.path !== '' && !sharePath.test(path.path))) mistakes.path = 'path';
  if (fields.signInAs === 'user') {
    if (accountOf(fields.user).user === '') mistakes.user = 'user-missing';
    if (fields.password === '') mistakes.password = 'password-missing';
  }
  return mistakes;
}

function isPort(typed: string): boolean {
  const port = Number(typed.trim());
  return /^\d+$/.test(typed.trim()) && port >= 1 && port <= 65535;
}

function accountOf(typed: string): { readonly domain: string; readonly user: string } {
  const text = typed.trim();
  const at = text.indexOf('\\');
  return at === -1 ? { domain: '', user: text } : { domain: text.slice(0, at), user: text.slice(at + 1) };
}

/** The run that the fields describe, without the password; null while something is wrong with them. */
export function wishOf(typed: TargetFields, symptom: Symptom): RunWish | null {
  const fields = spreadTyped(typed, symptom);
  const open = Object.keys(mistakesOf(fields, symptom)).filter((field) => field !== 'password');
  if (open.length > 0) return null;
  if (fields.practice !== null) {
    const target: Target = { host: 'localhost', port: 445, account: { kind: 'anonymous' } };
    return { symptom, target, practice: fields.practice };
  }
  const remoteDesktop = symptom === 'rdp-session-deleted' ? { rdpPort: Number(fields.rdpPort.trim()) } : {};
  if (isRemoteDesktopOnly(fields, symptom)) {
    const target: Target = { host: fields.host, port: smbPort, ...remoteDesktop, account: { kind: 'anonymous' } };
    return { symptom, target };
  }
  const share = fields.share.trim();
  const { path } = splitPath(fields.path);
  const port = Number(fields.port.trim());
  const target: Target = {
    host: fields.host,
    port,
    ...(port === smbPort || port === netbiosPort ? { netbiosPort } : {}),
    ...remoteDesktop,
    ...(share === '' ? {} : { share }),
    ...(path === '' ? {} : { path }),
    account: accountFor(fields),
  };
  const consent = fields.consent.filter((id) => share !== '' || !consents[id].needsShare);
  return {
    symptom,
    target,
    ...(fields.readOnly ? { readOnly: true } : {}),
    ...(fields.idleMinutes === 0 ? {} : { idleMs: fields.idleMinutes * 60_000 }),
    ...(consent.length === 0 ? {} : { consent }),
  };
}

function accountFor({ signInAs, user }: TargetFields): Target['account'] {
  if (signInAs === 'current-user') return { kind: 'current-user', user: '' };
  return signInAs === 'user' ? { kind: 'user', ...accountOf(user) } : { kind: 'anonymous' };
}

/** Whether two wishes would test the same thing; aside from passwords and consent, which are given anew for each run. */
export function sameWish(one: RunWish, other: RunWish): boolean {
  return wishKey(one) === wishKey(other);
}

function wishKey({ symptom, target, practice, readOnly, idleMs = 0 }: RunWish): string {
  if (practice !== undefined) return JSON.stringify([symptom, practice]);
  const { host, port, rdpPort = 0, share = '', path = '', account } = target;
  const name = account.kind === 'user' ? [account.domain, account.user] : [];
  return JSON.stringify([
    [symptom, host, port, rdpPort, share, path, account.kind, ...name],
    [readOnly === true, idleMs],
  ]);
}
