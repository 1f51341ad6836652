import type { StoreApi } from 'zustand';
import { createStore } from 'zustand';
import type { RunWish } from '../../app/contract.ts';
import { serverName, splitServer } from '../../app/knowledge/typed-server.ts';
import type { Symptom } from '../../app/model/symptom.ts';
import type { PracticeScenario, Target } from '../../app/model/target.ts';

/** What the field holds before anybody types: not asked for, so the NetBIOS session service may be tried as well. */
const smbPort = 445;
const netbiosPort = 139;

/** The fields as they were typed. */
export interface TargetFields {
  readonly host: string;
  readonly port: string;
  readonly share: string;
  readonly signInAs: 'user' | 'anonymous';
  /** DOMAIN\name, name@domain or name. */
  readonly user: string;
  /** Emptied as soon as a run has it. */
  readonly password: string;
  /** Null when a real server is tested. */
  readonly practice: PracticeScenario | null;
}

export interface TargetAnswers extends TargetFields {
  /** True once a run was asked for: only then are mistakes pointed out. */
  readonly checked: boolean;
  readonly set: (fields: Partial<TargetFields>) => void;
  /** Shows what was typed for the server in the fields that it fills; not while typing, or the rest would go astray. */
  readonly spread: () => void;
  readonly check: () => void;
}
export type TargetStore = StoreApi<TargetAnswers>;

/** What is wrong with a field. */
export type Mistake = 'host-missing' | 'host-characters' | 'port' | 'share' | 'user-missing' | 'password-missing';
export type Mistakes = Readonly<Partial<Record<keyof TargetFields, Mistake>>>;

/** The answers to "What should be tested?". */
export function createTargetStore(): TargetStore {
  return createStore<TargetAnswers>()((set) => ({
    host: '',
    port: String(smbPort),
    share: '',
    signInAs: 'user',
    user: '',
    password: '',
    practice: null,
    checked: false,
    set: (fields) => {
      set(fields);
    },
    spread: () => {
      set(spreadHost);
    },
    check: () => {
      set((fields) => ({ ...spreadHost(fields), checked: true }));
    },
  }));
}

/** "\\server\share\folder" or "server:4445" in the server field fills the fields beside it too. */
function spreadHost<Fields extends TargetFields>(fields: Fields): Fields {
  return { ...fields, ...splitServer(fields.host) };
}

/** What a person has to put right before a run, by field. A name that has no address is no mistake but a finding. */
export function mistakesOf(typed: TargetFields): Mistakes {
  if (typed.practice !== null) return {};
  const fields = spreadHost(typed);
  const { host } = fields;
  const port = Number(fields.port.trim());
  const mistakes: Partial<Record<keyof TargetFields, Mistake>> = {};
  if (host === '') mistakes.host = 'host-missing';
  else if (host.length > 255 || !serverName.test(host)) mistakes.host = 'host-characters';
  if (!/^\d+$/.test(fields.port.trim()) || port < 1 || port > 65535) mistakes.port = 'port';
  const share = fields.share.trim();
  if (share.length > 80 || !/^[^\\/:*?"<>|\p{Cc}]*$/u.test(share)) mistakes.share = 'share';
  if (fields.signInAs === 'user') {
    if (accountOf(fields.user).user === '') mistakes.user = 'user-missing';
    if (fields.password === '') mistakes.password = 'password-missing';
  }
  return mistakes;
}

function accountOf(typed: string): { readonly domain: string; readonly user: string } {
  const text = typed.trim();
  const at = text.indexOf('\\');
  return at === -1 ? { domain: '', user: text } : { domain: text.slice(0, at), user: text.slice(at + 1) };
}

/** The run that the fields describe, without the password; null while something is wrong with them. */
export function wishOf(typed: TargetFields, symptom: Symptom): RunWish | null {
  const fields = spreadHost(typed);
  const open = Object.keys(mistakesOf(fields)).filter((field) => field !== 'password');
  if (open.length > 0) return null;
  if (fields.practice !== null) {
    const target: Target = { host: 'localhost', port: 445, account: { kind: 'anonymous' } };
    return { symptom, target, practice: fields.practice };
  }
  const share = fields.share.trim();
  const port = Number(fields.port.trim());
  const target: Target = {
    host: fields.host,
    port,
    ...(port === smbPort || port === netbiosPort ? { netbiosPort } : {}),
    ...(share === '' ? {} : { share }),
    account: fields.signInAs === 'user' ? { kind: 'user', ...accountOf(fields.user) } : { kind: 'anonymous' },
  };
  return { symptom, target };
}

/** Whether two wishes would test the same thing; passwords aside. */
export function sameWish(one: RunWish, other: RunWish): boolean {
  return wishKey(one) === wishKey(other);
}

function wishKey({ symptom, target, practice }: RunWish): string {
  const { host, port, share = '', account } = target;
  const name = account.kind === 'user' ? [account.domain, account.user] : [];
  return JSON.stringify(
    practice === undefined ? [symptom, host, port, share, account.kind, ...name] : [symptom, practice],
  );
}
