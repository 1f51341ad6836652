import * as z from 'zod';
import { sharePath } from '../knowledge/typed-path.ts';
import { mayBeServer, serverName } from '../knowledge/typed-server.ts';

const Host = z.string().min(1).max(255).regex(serverName).refine(mayBeServer);

/** A share name, without server and backslashes ([MS-CIFS] 2.2.4.55.1 allows 80 characters). */
const Share = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\\/:*?"<>|\p{Cc}]+$/u);

const SharePath = z.string().min(1).max(1024).regex(sharePath);

/** Who signs in. The password is never part of it: see `Credentials`. */
export const Account = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anonymous') }),
  z.object({
    kind: z.literal('user'),
    /** Empty when the user gave none; the server's own is then meant. */
    domain: z.string().max(255),
    user: z.string().min(1).max(104),
  }),
  /** Whoever runs the program, on Windows: `user` is "DOMAIN\name", filled in by the run, empty before. */
  z.object({ kind: z.literal('current-user'), user: z.string().max(255) }),
]);
export type Account = z.infer<typeof Account>;

/** "DOMAIN\name" or "name"; empty for nobody, and for whoever runs the program while that is not known. */
export function accountName(account: Account): string {
  if (account.kind === 'anonymous') return '';
  return account.kind === 'current-user' || account.domain === '' ? account.user : `${account.domain}\\${account.user}`;
}

/** What is tested. */
export const Target = z.object({
  host: Host,
  port: z.number().int().min(1).max(65535),
  /**
   * The port that speaks SMB through the NetBIOS session service ([RFC 1002] 4.3). Unless it is `port`, it is tried where
   * `port` accepts no connection; absent where another port was asked for.
   */
  netbiosPort: z.number().int().min(1).max(65535).optional(),
  share: Share.optional(),
  /** The user's file or folder that fails, on `share`. */
  path: SharePath.optional(),
  /** The port of Remote Desktop; 3389 where it is asked about and none was given. */
  rdpPort: z.number().int().min(1).max(65535).optional(),
  account: Account,
});
export type Target = z.infer<typeof Target>;

/** What the practice server can play. */
export const PracticeScenario = z.enum(['healthy', 'slow', 'smb1-disabled', 'stalled']);
export type PracticeScenario = z.infer<typeof PracticeScenario>;
