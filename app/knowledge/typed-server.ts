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
 * Addresses that no server has: "this host" and the unspecified address, which lead a connection back to this PC
 * ([RFC 1122] 3.2.1.3, [RFC 4291] 2.5.2), groups and broadcast ([RFC 5771], [RFC 4291] 2.7, [RFC 919]).
 */
const nobodysAddress =
  /^(?:(?:0|22[4-9]|23\d)(?:\.\d{1,3}){3}|255\.255\.255\.255|(?=.*:.*:)[0:]+(?:%.*)?|ff[0-9a-f]{2}:.*)$/i;

/** Whether a name or address may be a server's. */
export function mayBeServer(host: string): boolean {
  return !nobodysAddress.test(host.replace(/^[0:]+:ffff:(?=\d+\.)/i, ''));
}

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
