import type { ObservationOf } from '../../app/model/observation.ts';
import type { Clock } from '../clock.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import { guidText } from '../net/guid.ts';
import { bitNames } from '../smb1/codec/flags.ts';
import type { NegotiateResponse } from '../smb2/codec/negotiate.ts';
import { anySmb2Dialect, smb2Capabilities, smb2SecurityModes } from '../smb2/codec/negotiate.ts';
import { ciphers, signingAlgorithms } from '../smb2/codec/negotiate-contexts.ts';
import { serverClockOf } from './server-clock.ts';

type Described = Omit<
  ObservationOf<'smb2-negotiated'>,
  'id' | 'check' | 'at' | 'kind' | 'dialogue' | 'ms' | 'exchange'
>;

/** Names of DialectRevision ([MS-SMB2] 2.2.4), as people say them. */
const dialectNames: Readonly<Record<number, string>> = {
  0x0202: 'SMB 2.0.2',
  0x0210: 'SMB 2.1',
  [anySmb2Dialect]: 'SMB 2',
  0x0300: 'SMB 3.0',
  0x0302: 'SMB 3.0.2',
  0x0311: 'SMB 3.1.1',
};

/** A dialect as people say it. */
export function dialectName(dialect: number): string {
  return dialectNames[dialect] ?? `SMB 0x${dialect.toString(16).padStart(4, '0')}`;
}

/** What an SMB2 NEGOTIATE response says, in the words of the report. `record` tells when it came. */
export function describeSmb2Negotiated(response: NegotiateResponse, record: ExchangeRecord, clock: Clock): Described {
  const { dialect, securityMode, serverStartTime, contexts } = response;
  const cipher = nameOf(ciphers, contexts.ciphers[0]);
  const signingAlgorithm = nameOf(signingAlgorithms, contexts.signingAlgorithms[0]);
  return {
    dialect: dialectName(dialect),
    signing: signingOfSmb2(response),
    securityMode: [...bitNames(smb2SecurityModes, securityMode)],
    serverGuid: guidText(response.serverGuid),
    capabilities: [...bitNames(smb2Capabilities, response.capabilities)],
    maxTransactSize: response.maxTransactSize,
    maxReadSize: response.maxReadSize,
    maxWriteSize: response.maxWriteSize,
    ...serverClockOf(response.systemTime, record, clock),
    ...(serverStartTime === null ? {} : { serverStartTime: serverStartTime.toISOString() }),
    ...(cipher === null ? {} : { cipher }),
    ...(signingAlgorithm === null ? {} : { signingAlgorithm }),
  };
}

/** What the SecurityMode of a NEGOTIATE response says of signing. */
export function signingOfSmb2({ securityMode }: Pick<NegotiateResponse, 'securityMode'>): 'enabled' | 'required' {
  return (securityMode & smb2SecurityModes.SMB2_NEGOTIATE_SIGNING_REQUIRED) !== 0 ? 'required' : 'enabled';
}

function nameOf(table: Readonly<Record<string, number>>, value: number | undefined): string | null {
  return Object.entries(table).find(([, number]) => number === value)?.[0] ?? null;
}
