import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BeginSecurityContext } from '../../../main/ntlm/security-context.ts';
import { beginGssContext } from '../gssapi.ts';
import { programPath } from '../programs.ts';
import { freePorts, isListening } from '../sockets.ts';
import { until } from '../until.ts';
import { startGuarded } from './guarded-process.ts';
import type { SambaOptions } from './samba.ts';
import { dropRights, handOver, withEnvironment } from './unprivileged.ts';

const realm = 'LAB.TEST';
const user = 'tester';
const password = 'Correct-Horse-7';
/** Addresses do as host names: the principal is taken as it stands, so no name has to be resolved. */
const service = 'cifs/127.0.0.1';

/** What a test needs besides Samba's own. */
export const kerberosPrograms = ['krb5kdc', 'kdb5_util', 'kadmin.local', 'kinit'] as const;

/** A Kerberos realm with one user and one file server at 127.0.0.1. */
export interface Realm {
  readonly realm: string;
  readonly user: string;
  /** What makes a Samba the file server of this realm. */
  readonly samba: SambaOptions;
  /** Signs the user in to it, each time with a new ticket that lives as long as tickets do here. */
  readonly begin: BeginSecurityContext;
  readonly stop: () => Promise<void>;
}

/**
 * Starts MIT's KDC on a free port of loopback, unprivileged. Tickets for the file server live `lifetimeSeconds`.
 * Throws with what the program printed when one of the steps fails.
 */
export async function startRealm({ lifetimeSeconds }: { readonly lifetimeSeconds: number }): Promise<Realm> {
  const [port = 0] = await freePorts(1);
  const directory = mkdtempSync(join(tmpdir(), 'session-doctor-kdc-'));
  const at = (name: string): string => join(directory, name);
  handOver([directory]);
  writeFileSync(at('krb5.conf'), krb5Conf(port));
  writeFileSync(at('kdc.conf'), kdcConf(directory, port));
  const environment = { KRB5_CONFIG: at('krb5.conf'), KRB5_KDC_PROFILE: at('kdc.conf') };
  const command = (...words: readonly string[]): readonly string[] => [
    ...dropRights(),
    ...withEnvironment(environment),
    ...words,
  ];
  const run = (words: readonly string[], input = ''): void => {
    const [program = '', ...options] = command(...words);
    const { status, stderr } = spawnSync(program, options, { input, encoding: 'utf8', cwd: '/' });
    if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
  };
  const administer = (...query: readonly string[]): void => {
    run([programPath('kadmin.local'), '-r', realm, ...query]);
  };
  run([programPath('kdb5_util'), '-r', realm, 'create', '-s', '-P', 'master']);
  administer('addprinc', '-pw', password, user);
  administer('addprinc', '-randkey', '-maxlife', `${lifetimeSeconds}sec`, service);
  administer('ktadd', '-k', at('keytab'), service);
  const kdc = await startGuarded(command(programPath('krb5kdc'), '-n', '-r', realm), directory);
  try {
    await until('the KDC to listen', () => {
      if (kdc.hasEnded()) throw new Error(`krb5kdc ended: ${kdc.output()}`);
      return isListening(port) ? true : undefined;
    });
    run([programPath('kinit'), '-c', at('tgt'), user], `${password}\n`);
  } catch (error) {
    await kdc.stop();
    throw error;
  }
  let contexts = 0;
  return {
    realm,
    user,
    samba: {
      settings: { realm, 'kerberos method': 'dedicated keytab', 'dedicated keytab file': at('keytab') },
      // Without the replay cache, which would stay behind in /var/tmp.
      environment: { ...environment, KRB5RCACHENAME: 'none:' },
    },
    begin: (servicePrincipalName) => {
      contexts += 1;
      const cache = at(`tickets-${contexts}`);
      // A cache of its own, so that no ticket is taken a second time.
      copyFileSync(at('tgt'), cache);
      return beginGssContext(`${servicePrincipalName}@${realm}`, { configuration: at('krb5.conf'), cache });
    },
    stop: kdc.stop,
  };
}

/** TCP alone, and no question to any name server. */
function krb5Conf(port: number): string {
  return `[libdefaults]
  default_realm = ${realm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
[realms]
  ${realm} = {
    kdc = 127.0.0.1:${port}
  }
`;
}

function kdcConf(directory: string, port: number): string {
  return `[realms]
  ${realm} = {
    database_name = ${join(directory, 'principal')}
    key_stash_file = ${join(directory, 'stash')}
    acl_file = ${join(directory, 'acl')}
    kdc_listen = ""
    kdc_tcp_listen = 127.0.0.1:${port}
    disable_pac = true
  }
[logging]
  kdc = FILE:${join(directory, 'log')}
`;
}
