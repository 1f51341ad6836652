import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { netbiosName } from '../net/netbios-name.ts';
import { createSmb1Client } from '../smb1/client.ts';
import type { Smb1Client, Smb1ClientOptions } from '../smb1/client.ts';
import { createSmb2Client } from '../smb2/client.ts';
import type { Smb2Client } from '../smb2/client.ts';
import type { CheckContext } from './check.ts';
import type { NamedConnection } from './workbench.ts';

/** Our SMB1 client on a connection of this run. */
export function smb1ClientOn(
  { tcp, name }: NamedConnection,
  { request, clock }: CheckContext,
  variant: Pick<Smb1ClientOptions, 'capDynamicReauth'> = {},
): Smb1Client {
  return createSmb1Client(tcp, {
    connection: name,
    host: request.target.host,
    workstation: netbiosName(hostname()),
    clock,
    randomBytes,
    ...variant,
  });
}

/** Our SMB2 client on a connection of this run. */
export function smb2ClientOn({ tcp, name }: NamedConnection, { request, clock }: CheckContext): Smb2Client {
  return createSmb2Client(tcp, {
    connection: name,
    host: request.target.host,
    workstation: netbiosName(hostname()),
    clock,
    randomBytes,
  });
}
