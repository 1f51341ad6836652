/** The stops of the fault line, from this PC outwards. */
export const faultStops = [
  'this-pc',
  'name',
  'port',
  'smb-session',
  'share',
  'rdp-port',
  'rdp-security',
  'rdp-session',
] as const;
export type FaultStop = (typeof faultStops)[number];

/** The stop by way of which each is reached: files and Remote Desktop are two ways that part at the name. */
export const stopBefore: Readonly<Record<FaultStop, FaultStop | null>> = {
  'this-pc': null,
  name: 'this-pc',
  port: 'name',
  'smb-session': 'port',
  share: 'smb-session',
  'rdp-port': 'name',
  'rdp-security': 'rdp-port',
  'rdp-session': 'rdp-security',
};
