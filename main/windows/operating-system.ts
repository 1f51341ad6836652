export interface OperatingSystem {
  /** "10.0.26100". */
  readonly version: string;
  readonly productName: string;
  readonly server: boolean;
  readonly domainJoined: boolean | null;
  readonly elevated: boolean;
  /** DOMAIN\name of whom this process runs as, and their security identifier. */
  readonly user: string;
  readonly userSid: string;
  /** The Terminal Services session that this process runs in. */
  readonly sessionId: number;
  /** The time when this PC was started, ISO 8601. */
  readonly startedAt: string;
}
