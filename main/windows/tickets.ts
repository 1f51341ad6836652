export interface KerberosTicket {
  /** "cifs/nas01.example.test". */
  readonly server: string;
  readonly realm: string;
  readonly client: string;
  /** ISO 8601. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly renewsUntil: string;
}
