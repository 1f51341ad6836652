import { isIPv6 } from 'node:net';

/** Takes "HOST", "HOST:PORT", "[IPV6]:PORT" or a bare IPv6 address apart. `port` is as it was typed. */
export function splitHostAndPort(text: string): { readonly host: string; readonly port?: string } {
  if (isIPv6(text)) return { host: text };
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  const plain = /^([^:]*):(.*)$/.exec(text);
  const [, host = text, port] = bracketed ?? plain ?? [];
  return port === undefined ? { host } : { host, port };
}
