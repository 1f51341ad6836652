/** What a server's CHALLENGE says of the server, [MS-NLMP] 2.2.1.2, 2.2.2.1 and 2.2.2.10. */
import type { AvPair } from './av-pairs.ts';
import { avIds, avValue, decodeAvPairs } from './av-pairs.ts';
import { decodeChallengeMessage, negotiateFlags } from './ntlmssp.ts';

/** Names as far as the server gives them. */
export interface ServerNames {
  readonly netbiosComputer?: string;
  readonly netbiosDomain?: string;
  readonly dnsComputer?: string;
  readonly dnsDomain?: string;
  readonly dnsForest?: string;
  /** "10.0.20348". */
  readonly osVersion?: string;
}

const signature = Buffer.from('NTLMSSP\0', 'latin1');
const versionAt = 48;
/** Far more than any name that is one. */
const longestName = 255;

/**
 * The names in the CHALLENGE that a message carries, whatever wraps it; null where it carries none, or one without names.
 * They are only told, never acted upon, so the wrapping is not looked at.
 */
export function serverNamesIn(message: Uint8Array): ServerNames | null {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.length);
  const at = bytes.indexOf(signature);
  if (at < 0) return null;
  const challengeBytes = bytes.subarray(at);
  const challenge = decodeChallengeMessage(challengeBytes);
  if (!challenge.ok) return null;
  const pairs = decodeAvPairs(challenge.value.targetInfo);
  if (!pairs.ok) return null;
  const names = {
    ...named('netbiosComputer', pairs.value, avIds.MsvAvNbComputerName),
    ...named('netbiosDomain', pairs.value, avIds.MsvAvNbDomainName),
    ...named('dnsComputer', pairs.value, avIds.MsvAvDnsComputerName),
    ...named('dnsDomain', pairs.value, avIds.MsvAvDnsDomainName),
    ...named('dnsForest', pairs.value, avIds.MsvAvDnsTreeName),
  };
  if (Object.keys(names).length === 0) return null;
  const osVersion = versionOf(challengeBytes, challenge.value.flags);
  return { ...names, ...(osVersion === null ? {} : { osVersion }) };
}

function named(field: keyof ServerNames, pairs: readonly AvPair[], id: number): ServerNames {
  const name = avValue(pairs, id)?.toString('utf16le').slice(0, longestName) ?? '';
  return name === '' ? {} : { [field]: name };
}

function versionOf(challenge: Buffer, flags: number): string | null {
  if ((flags & negotiateFlags.NTLMSSP_NEGOTIATE_VERSION) === 0 || challenge.length < versionAt + 4) return null;
  const [major = 0, minor = 0] = challenge.subarray(versionAt);
  return [major, minor, challenge.readUInt16LE(versionAt + 2)].join('.');
}
