import { sessionServices, whatEventTells } from '../knowledge/events.ts';
import type { ObservationOf } from '../model/observation.ts';
import type { EventTells } from '../model/observations/windows-user-side.ts';

/** An event as a log has it: its data by name, or by position. */
export interface RawEvent {
  readonly provider: string;
  readonly id: number;
  readonly data: Readonly<Record<string, string>>;
}

/** What an event tells, without whose it is and whether it concerns the target. */
export type ReadEvent = Pick<
  ObservationOf<'windows-event'>,
  'tells' | 'session' | 'user' | 'bySession' | 'reason' | 'server' | 'code' | 'service' | 'serviceState' | 'detail'
>;

/** Reads an event of a log; null for one that bears on no session. What is missing or is no number is left out. */
export function readEvent({ provider, id, data }: RawEvent): ReadEvent | null {
  const tells = whatEventTells(provider, id);
  if (tells === null) return null;
  if (tells === 'service-changed' || tells === 'service-crashed') return readService(tells, data);
  if (tells.startsWith('smb')) return { tells, ...serverOf(data), ...codeOf(data) };
  switch (tells) {
    case 'rdp-disconnected-by-session':
      return { tells, ...numberAs('session', data['TargetSession']), ...numberAs('bySession', data['Source']) };
    case 'rdp-disconnected-for-reason':
      return { tells, ...numberAs('session', data['Session']), ...numberAs('reason', data['Reason']) };
    case 'rdp-logon':
    case 'rdp-shell-started':
    case 'rdp-logoff':
    case 'rdp-disconnected':
    case 'rdp-reconnected':
      return {
        tells,
        ...numberAs('session', data['SessionID']),
        ...textAs('user', data['User']),
        ...from(data['Address']),
      };
    case 'rdp-authenticated':
      return { tells, ...textAs('user', accountOf(data)), ...from(data['Param3']) };
    case 'rdp-client-disconnected':
      return { tells, ...numberAs('reason', data['Value'] ?? data['Reason'] ?? data['0']) };
    case 'rdp-client-connecting':
    case 'rdp-client-connected':
      return { tells, ...textAs('server', data['Value']) };
    case 'rdp-connection-from':
    case 'rdp-bad-credentials':
      return { tells, ...from(data['ClientIP'] ?? data['IPString']) };
    case 'system-restart-asked':
      return { tells, ...textAs('detail', data['param1'] ?? data['0']) };
    default:
      return { tells };
  }
}

/** [Param2]\[Param1] of event 1149. */
function accountOf({ Param1: user = '', Param2: domain = '' }: RawEvent['data']): string {
  return domain === '' || user === '' ? user : `${domain}\\${user}`;
}

/** Names of services come untranslated in the binary part, with their state: "TermService/4" in UTF-16. */
function readService(tells: EventTells, data: RawEvent['data']): ReadEvent | null {
  const [service = '', state] = textOfHex(data['Binary'] ?? '').split('/');
  if (!sessionServices.has(service)) return null;
  if (state === '1') return { tells, service, serviceState: 'stopped' };
  if (state === '4') return { tells, service, serviceState: 'running' };
  return { tells, service };
}

function textOfHex(hex: string): string {
  const units = hex.match(/.{4}/g) ?? [];
  const codes = units.map((unit) => Number.parseInt(unit.slice(2) + unit.slice(0, 2), 16));
  return codes.some(Number.isNaN) ? '' : String.fromCharCode(...codes.slice(0, 256)).replace(/\0+$/, '');
}

/** The server's name, without backslashes and share, of an event of the SMB client. */
function serverOf(data: RawEvent['data']): { readonly server?: string } {
  const unc = (data['ServerName'] ?? data['ShareName'] ?? '').replace(/^\\+/, '');
  return textAs('server', unc.split('\\')[0]);
}

function codeOf(data: RawEvent['data']): { readonly code?: number } {
  return numberAs('code', data['Status'] ?? data['Error']);
}

function textAs<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, string>> {
  return text === undefined || text === '' ? {} : ({ [name]: text } as Partial<Record<Name, string>>);
}

/** A number of 32 bits without sign, written in decimal or hexadecimal. */
function numberAs<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, number>> {
  const written = text?.trim() ?? '';
  const value = /^(0x[0-9a-f]{1,8}|-?\d{1,10})$/i.test(written) ? Number(written) : Number.NaN;
  if (Number.isNaN(value)) return {};
  return { [name]: value < 0 ? value >>> 0 : value } as Partial<Record<Name, number>>;
}

/** "LOCAL" is what the log has for the console. */
function from(address: string | undefined): { readonly detail?: string } {
  return address === 'LOCAL' ? {} : textAs('detail', address);
}
