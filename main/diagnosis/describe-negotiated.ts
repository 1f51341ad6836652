import type { ObservationOf } from '../../app/model/observation.ts';
import type { Clock } from '../clock.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import { guidText } from '../net/guid.ts';
import { bitNames, capabilities, securityModes } from '../smb1/codec/flags.ts';
import type { NegotiatedSecurity, NtLmNegotiateResponse } from '../smb1/codec/negotiate.ts';
import { ntLm012 } from '../smb1/codec/negotiate.ts';
import { serverClockOf } from './server-clock.ts';

/** What a NEGOTIATE response says, in the words of the report. `record` tells when it came. */
export function describeNegotiated(
  response: NtLmNegotiateResponse,
  record: ExchangeRecord,
  clock: Clock,
): Omit<ObservationOf<'smb1-negotiated'>, 'id' | 'check' | 'at' | 'kind' | 'ms' | 'exchange'> {
  return {
    dialect: ntLm012,
    securityMode: [...bitNames(securityModes, response.securityMode)],
    signing: signingOf(response.securityMode),
    extendedSecurity: response.security.kind === 'extended',
    maxMpxCount: response.maxMpxCount,
    maxBufferSize: response.maxBufferSize,
    capabilities: [...bitNames(capabilities, response.capabilities)],
    ...serverClockOf(response.systemTime, record, clock),
    serverTimeZone: response.serverTimeZone,
    ...namesOf(response.security),
  };
}

function namesOf(security: NegotiatedSecurity): {
  readonly serverGuid?: string;
  readonly domain?: string;
  readonly server?: string;
} {
  if (security.kind === 'extended') return { serverGuid: guidText(security.serverGuid) };
  const { domainName, serverName } = security;
  return {
    ...(domainName === '' ? {} : { domain: domainName }),
    ...(serverName === '' ? {} : { server: serverName }),
  };
}

/** What the SecurityMode byte says of signing ([MS-CIFS] 2.2.4.52.2). */
export function signingOf(securityMode: number): 'off' | 'enabled' | 'required' {
  if ((securityMode & securityModes.NEGOTIATE_SECURITY_SIGNATURES_REQUIRED) !== 0) return 'required';
  return (securityMode & securityModes.NEGOTIATE_SECURITY_SIGNATURES_ENABLED) !== 0 ? 'enabled' : 'off';
}
