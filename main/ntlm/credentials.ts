/** Who signs in. The password lives in this argument and nowhere else. */
export type Credentials =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly domain: string; readonly user: string; readonly password: string };
