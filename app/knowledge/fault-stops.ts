/** The stops of the fault line, from this PC outwards. "This PC" joins them when it can be inspected. */
export const faultStops = ['name', 'port', 'smb-session', 'share', 'rdp-port', 'rdp-security'] as const;
export type FaultStop = (typeof faultStops)[number];

/** The stop by way of which each is reached: files and Remote Desktop are two ways that part at the name. */
export const stopBefore: Readonly<Record<FaultStop, FaultStop | null>> = {
  name: null,
  port: 'name',
  'smb-session': 'port',
  share: 'smb-session',
  'rdp-port': 'name',
  'rdp-security': 'rdp-port',
};
