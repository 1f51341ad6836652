import type { Message } from '../model/message.ts';
import type { Symptom } from '../model/symptom.ts';
import { message } from '../wording/message.ts';
import { ntStatuses } from './statuses.ts';

/** Where the user saw it, as the first question asks. */
export type SeenAt = 'share' | 'program' | 'remote-desktop' | 'not-sure';

/** What is known of a code or message that somebody typed or pasted. */
export interface LookUp {
  readonly headline: Message;
  readonly detail: Message;
  /** The answer to the first question that goes with it; null where it says nothing about that. */
  readonly matches: SeenAt | null;
  readonly symptom: Symptom;
}

interface CodeRow {
  readonly nt?: number;
  readonly win32?: number;
  readonly name: string;
  /** What Windows shows, in lower case and without the full stop. */
  readonly says: string;
  readonly row: 'deleted' | 'win32-59' | 'win32-64' | 'expired' | 'win32-1394' | 'win32-121' | 'bad-uid' | 'rdp-ended';
  readonly matches: SeenAt;
  readonly symptom: Symptom;
}

/** The codes and messages users bring (facts.md A3, C, D, F6), with the Windows error of each. */
const codes: readonly CodeRow[] = [
  {
    nt: 0xc0000203,
    name: 'STATUS_USER_SESSION_DELETED',
    says: 'the remote user session has been deleted',
    row: 'deleted',
    matches: 'program',
    symptom: 'smb-session-deleted',
  },
  {
    win32: 59,
    name: 'ERROR_UNEXP_NET_ERR',
    says: 'an unexpected network error occurred',
    row: 'win32-59',
    matches: 'share',
    symptom: 'smb-session-deleted',
  },
  {
    win32: 64,
    name: 'ERROR_NETNAME_DELETED',
    says: 'the specified network name is no longer available',
    row: 'win32-64',
    matches: 'share',
    symptom: 'smb-session-deleted',
  },
  {
    nt: 0xc000035c,
    name: 'STATUS_NETWORK_SESSION_EXPIRED',
    says: 'the client session has expired',
    row: 'expired',
    matches: 'program',
    symptom: 'smb-session-expired',
  },
  {
    win32: 1394,
    name: 'ERROR_NO_USER_SESSION_KEY',
    says: 'there is no user session key for the specified logon session',
    row: 'win32-1394',
    matches: 'share',
    symptom: 'smb-session-expired',
  },
  {
    win32: 121,
    name: 'ERROR_SEM_TIMEOUT',
    says: 'the semaphore timeout period has expired',
    row: 'win32-121',
    matches: 'share',
    symptom: 'smb-timeout',
  },
  {
    nt: 0x005b0002,
    name: 'STATUS_SMB_BAD_UID',
    says: 'the user identifier specified in the smb header is not valid',
    row: 'bad-uid',
    matches: 'program',
    symptom: 'smb-session-deleted',
  },
  {
    name: 'RDP_SESSION_ENDED',
    says: 'your remote desktop services session has ended',
    row: 'rdp-ended',
    matches: 'remote-desktop',
    symptom: 'rdp-session-deleted',
  },
];

/**
 * What a pasted code or message means: hex ("0xC0000203", "C0000203"), decimal in both signs, HRESULT ("0x8007003B"),
 * a Windows error number ("59"), a status name, or the words of the message. Null for what is not known.
 */
export function lookUpCode(text: string): LookUp | null {
  const typed = text.trim();
  if (typed === '') return null;
  const numbers = numbersIn(typed);
  const row = codes.find((code) => named(code, typed)) ?? byNumber(numbers);
  if (row !== undefined) {
    return {
      headline: message(`look-up.${row.row}.headline`),
      detail: message(`look-up.${row.row}.detail`),
      matches: row.matches,
      symptom: row.symptom,
    };
  }
  const upper = typed.toUpperCase();
  const status =
    ntStatuses.find((known) => known.value !== 0 && known.name === upper) ??
    firstOf(numbers, (number) => ntStatuses.find((known) => known.value !== 0 && known.value === number));
  if (status === undefined) return null;
  return {
    headline: message('look-up.status.headline', {
      raw: `0x${status.value.toString(16).toUpperCase().padStart(8, '0')}`,
      name: status.name,
    }),
    detail: message('look-up.status.detail'),
    matches: null,
    symptom: 'unknown',
  };
}

function named(code: CodeRow, typed: string): boolean {
  const upper = typed.toUpperCase();
  const words = typed.toLowerCase().replace(/\s+/g, ' ');
  return upper.split(/[^A-Z0-9_]+/).includes(code.name) || words.includes(code.says);
}

function byNumber(numbers: readonly number[]): CodeRow | undefined {
  return firstOf(numbers, (number) => {
    const win32 = (number & 0xffff0000) >>> 0 === 0x80070000 ? number & 0xffff : number;
    return codes.find((code) => code.nt === number || code.win32 === win32);
  });
}

function firstOf<Found>(numbers: readonly number[], find: (number: number) => Found | undefined): Found | undefined {
  for (const number of numbers) {
    const found = find(number);
    if (found !== undefined) return found;
  }
  return undefined;
}

const hexCode = /\b(?:0x([0-9a-f]{1,8})|([0-9a-f]{8}))\b/gi;
/** A number is a code when it stands alone, when a word says so, or when it is too long for a time or an amount. */
const decimalCodes = [
  /^(-?\d{1,10})\.?$/g,
  /\b(?:error|code|status)[\s:#=(]{1,3}(-?\d{1,10})(?![\w.]*\w)/gi,
  /(?<![\w.-])(-?\d{9,10})(?![\w.]*\w)/g,
];

/** The codes in a text such as "0xC0000203", "error 59 (0x8007003B)" or "-1073741309", as 32 bits without sign. */
function numbersIn(typed: string): readonly number[] {
  const hex = [...typed.matchAll(hexCode)].map(([, marked, bare]) => Number.parseInt(marked ?? bare ?? '', 16));
  const decimal = decimalCodes
    .flatMap((code) => [...typed.matchAll(code)].map(([, digits]) => Number(digits)))
    .filter((value) => value >= -0x80000000 && value <= 0xffffffff);
  return [...hex, ...decimal].map((value) => value >>> 0);
}
