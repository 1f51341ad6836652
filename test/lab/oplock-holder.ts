import { randomBytes } from 'node:crypto';
import { systemClock } from '../../main/clock.ts';
import { connectTcp } from '../../main/net/tcp-connection.ts';
import { createSmb1Client } from '../../main/smb1/client.ts';
import { accessRights, createDispositions, createFlags, shareAccess } from '../../main/smb1/codec/file-constants.ts';
import { must, patient, signedIn } from './client-lab.ts';
import type { Samba } from './servers/samba.ts';

/** A client that holds files with batch oplocks, and never answers when the server wants one back. */
export interface OplockHolder {
  readonly close: () => void;
}

/** Opens these files of the user's share so; what is not there is made. */
export async function holdWithOplock(samba: Samba, paths: readonly string[]): Promise<OplockHolder> {
  const { result } = await connectTcp({ address: '127.0.0.1', port: samba.port, clock: systemClock, ...patient });
  const client = createSmb1Client(must(result), {
    connection: 'holder',
    host: '127.0.0.1',
    clock: systemClock,
    randomBytes,
  });
  const { user, password } = samba;
  const session = await signedIn(client, { kind: 'user', domain: '', user, password });
  const tree = must((await client.connectTree(session, samba.shares.forUser, patient)).result);
  for (const path of paths) {
    const opened = await client.open(tree, `\\${path}`, {
      ...patient,
      access: accessRights.FILE_READ_DATA | accessRights.FILE_WRITE_DATA,
      disposition: createDispositions.FILE_OPEN_IF,
      shareAccess: shareAccess.FILE_SHARE_READ | shareAccess.FILE_SHARE_WRITE,
      oplock: createFlags.NT_CREATE_REQUEST_OPLOCK | createFlags.NT_CREATE_REQUEST_OPBATCH,
    });
    must(opened.result);
  }
  return { close: client.close };
}
