import * as z from 'zod';

/** The timers that can end a session or a connection; part of the report format, only ever added to. */
export const TimerId = z.enum([
  'sess-timeout',
  'extended-sess-timeout',
  'offline-file-timeout',
  'keep-conn',
  'request-expiration-scan',
  'ca-negotiate',
  'idle-client-connection',
  'interface-query',
  'auto-disconnect',
  'enable-forced-logoff',
  'oplock-break-wait',
  'max-keep-search',
  'min-keep-search',
  'server-scavenger',
  'resilient-timeout',
  'durable-handle-v2-timeout',
  'pending-client-timeout',
  'server-keep-alive',
  'smb1-expiry-scan',
  'smb2-expiry-scan',
  'witness-keep-alive',
  'smb-direct-connect',
  'smb-direct-idle',
  'netbt-keep-alive',
  'tcp-keep-alive',
  'force-logoff-when-hour-expire',
  'kerberos-service-ticket',
  'kerberos-user-ticket',
  'kerberos-renewal',
]);
export type TimerId = z.infer<typeof TimerId>;

/** `flag`: 0 off, 1 on. */
export const TimerUnit = z.enum(['ms', 's', 'min', 'flag']);
export type TimerUnit = z.infer<typeof TimerUnit>;
