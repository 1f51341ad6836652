/**
 * The policy of one load of the page (W3C Content Security Policy 3, Trusted Types). Scripts only from our own files;
 * styles also from the one `<style>` that carries this load's nonce (Fluent writes its rules at run time); no
 * connection, no frame, no form, no base address.
 */
export function contentSecurityPolicy(nonce: string): string {
  const directives: Readonly<Record<string, string>> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
