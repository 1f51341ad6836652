/** The stops of the fault line, from this PC outwards. "This PC" joins them when it can be inspected. */
export const faultStops = ['name', 'port', 'smb-session', 'share'] as const;
export type FaultStop = (typeof faultStops)[number];
