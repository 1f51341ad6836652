import type { BeginSecurityContext } from './security-context.ts';

/** Those whose tokens we make ourselves. The password lives in this argument and nowhere else. */
export type OwnCredentials =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly domain: string; readonly user: string; readonly password: string };

/** Who signs in. `token` leaves all secrets to whoever makes the tokens: GSSAPI, SSPI. */
export type Credentials = OwnCredentials | { readonly kind: 'token'; readonly begin: BeginSecurityContext };
