export interface KerberosTicket {
  /** "cifs/nas01.example.test". */
  readonly server: string;
  readonly realm: string;
  /** "name@REALM"; empty where the cache does not tell. */
  readonly client: string;
  /** ISO 8601; null where there is none. */
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly renewsUntil: string | null;
}
