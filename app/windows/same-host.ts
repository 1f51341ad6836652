/**
 * Whether a name that Windows noted is the host of the run: equal without case, or one of them the first label of the
 * other. Addresses have to be equal.
 */
export function isSameHost(noted: string, host: string): boolean {
  const [a, b] = [noted, host].map((name) => name.toLowerCase().replace(/\.$/, ''));
  if (a === undefined || b === undefined || a === '') return false;
  if (a === b) return true;
  if (isAddress(a) || isAddress(b)) return false;
  return a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':');
}

/** The server in "\\server\share", or empty. */
export function serverOfUnc(path: string): string {
  return /^\\\\([^\\]+)/.exec(path)?.[1] ?? '';
}
