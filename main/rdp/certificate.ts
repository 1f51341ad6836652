import type { X509Certificate } from 'node:crypto';

/** What a certificate says of itself ([RFC 5280] 4.1). Nothing in it is believed or checked but its own signature. */
export interface CertificateDescription {
  /** "CN=server, O=Example". */
  readonly subject: string;
  readonly issuer: string;
  /** Signed with its own key. */
  readonly selfSigned: boolean;
  /** Subject alternative names, as "DNS:server.example". */
  readonly names: readonly string[];
  /** ISO 8601; null where it can't be read. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Upper-case hexadecimal with colons, as Windows and OpenSSL show it. */
  readonly sha1: string;
  readonly sha256: string;
}

/** Longest text and most names kept: a certificate may be made to be long. */
const longestText = 200;
const mostNames = 20;

/** Describes a certificate, trusted or not. */
export function describeCertificate(certificate: X509Certificate): CertificateDescription {
  const { subjectAltName } = certificate;
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    selfSigned: isSelfSigned(certificate),
    names: (subjectAltName ?? '').split(', ').filter(Boolean).slice(0, mostNames).map(oneLine),
    validFrom: isoDate(certificate.validFrom),
    validTo: isoDate(certificate.validTo),
    sha1: certificate.fingerprint,
    sha256: certificate.fingerprint256,
  };
}

/** A name is given a line for each of its parts; one that is empty, as undefined. */
function oneLine(name: string | undefined): string {
  return (name ?? '')
    .split('\n')
    .join(', ')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, longestText);
}

function isSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject !== certificate.issuer) return false;
  try {
    return certificate.verify(certificate.publicKey);
  } catch {
    // A key of a kind that this runtime does not know.
    return false;
  }
}

function isoDate(text: string): string | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
