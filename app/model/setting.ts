import * as z from 'zod';

/** The settings of Remote Desktop that bear on sessions; part of the report format, only ever added to. */
export const RdpSettingId = z.enum([
  'single-session',
  'max-instances',
  'max-idle-time',
  'max-disconnection-time',
  'max-connection-time',
  'reset-broken',
  'keep-alive-enable',
  'keep-alive-interval',
  'deny-connections',
  'user-authentication',
  'security-layer',
  'min-encryption-level',
  'port-number',
  'disable-auto-reconnect',
  'select-transport',
  'client-disable-udp',
]);
export type RdpSettingId = z.infer<typeof RdpSettingId>;
