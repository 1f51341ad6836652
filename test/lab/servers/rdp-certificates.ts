import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Two self-signed certificates for `rds-lab.example.test` over one key, which protects nothing. */
const path = (name: string): string => fileURLToPath(new URL(`../../fixtures/rdp/${name}`, import.meta.url));

export const rdpKeyPath = path('key.pem');
/** Valid from 2020 to 2119. */
export const validCertificatePath = path('valid.pem');
/** Valid in 2020 only. */
export const expiredCertificatePath = path('expired.pem');

/** What a TLS server of Node's needs. */
export function tlsIdentity(certificate: string): { readonly key: Buffer; readonly cert: Buffer } {
  return { key: readFileSync(rdpKeyPath), cert: readFileSync(certificate) };
}
