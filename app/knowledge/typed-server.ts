/** What was typed for a server, taken apart; `port` as it was typed, `share` never empty. */
export interface TypedServer {
  readonly host: string;
  readonly port?: string;
  readonly share?: string;
}

/**
 * A server name, or an IP address without brackets. Only an IPv6 address has colons, two at least (RFC 4291 2.2); its
 * zone follows a "%" (RFC 4007 11).
 */
export const serverName = /^(?:(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]+(?:%[^\s\\/@?#"'<>|*:[\]]+)?|[^\s\\/@?#"'<>|*:[\]]+)$/u;

/**
 * Takes "HOST", "HOST:PORT", "[IPV6]:PORT", a bare IPv6 address, "\\HOST\SHARE", "smb://HOST/SHARE" or "HOST/SHARE"
 * apart; folders below the share are dropped. What has none of these forms comes back whole as the host, which
 * `serverName` then refuses.
 */
export function splitServer(typed: string): TypedServer {
  const text = typed.trim();
  const [authority = '', share = ''] = text.replace(/^(?:smb:\/\/|\\\\|\/\/)/i, '').split(/[\\/]+/);
  if (authority === '') return { host: text };
  return { ...splitPort(authority), ...(share === '' ? {} : { share }) };
}

function splitPort(text: string): TypedServer {
  const bracketed = /^\[([^\]]*:[^\]]*:[^\]]*)\](?::(.*))?$/.exec(text);
  const plain = /^([^:[\]]+):([^:]*)$/.exec(text);
  const [, host = text, port] = bracketed ?? plain ?? [];
  return port === undefined ? { host } : { host, port };
}
