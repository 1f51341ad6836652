import type { ObservationOf } from '../../app/model/observation.ts';
import { bitNames, capabilities, securityModes } from '../smb1/codec/flags.ts';
import type { NtLmNegotiateResponse } from '../smb1/codec/negotiate.ts';
import { ntLm012 } from '../smb1/codec/negotiate.ts';

/** What a NEGOTIATE response says, in the words of the report. */
export function describeNegotiated(
  response: NtLmNegotiateResponse,
): Omit<ObservationOf<'smb1-negotiated'>, 'id' | 'check' | 'at' | 'kind' | 'ms' | 'exchange'> {
  return {
    dialect: ntLm012,
    securityMode: [...bitNames(securityModes, response.securityMode)],
    signing: signingOf(response.securityMode),
    extendedSecurity: response.security.kind === 'extended',
    maxMpxCount: response.maxMpxCount,
    maxBufferSize: response.maxBufferSize,
    capabilities: [...bitNames(capabilities, response.capabilities)],
    ...(response.systemTime === null ? {} : { serverTime: response.systemTime.toISOString() }),
  };
}

/** What the SecurityMode byte says of signing ([MS-CIFS] 2.2.4.52.2). */
export function signingOf(securityMode: number): 'off' | 'enabled' | 'required' {
  if ((securityMode & securityModes.NEGOTIATE_SECURITY_SIGNATURES_REQUIRED) !== 0) return 'required';
  return (securityMode & securityModes.NEGOTIATE_SECURITY_SIGNATURES_ENABLED) !== 0 ? 'enabled' : 'off';
}
