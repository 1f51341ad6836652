/** Something that ends connections on which nothing travels, and after how long it does so unless told otherwise. */
export interface IdleTimer {
  /** What people call it, and its time. */
  readonly name: string;
  /** Milliseconds without traffic. */
  readonly afterMs: number;
  /** The same with the wait for the next look at the timers, where it looks only now and then. */
  readonly latestMs: number;
  /** `high`: the vendor's own page was read. `medium`: others' pages, or one measurement. */
  readonly confidence: 'high' | 'medium';
  readonly source: string;
}

const minute = 60_000;

function timer(
  name: string,
  afterMs: number,
  confidence: IdleTimer['confidence'],
  source: string,
  latestMs = afterMs,
): IdleTimer {
  return { name, afterMs, latestMs, confidence, source };
}

/** Servers' own defaults. They look at opens and requests, and know nothing of TCP keep-alives. */
export const serverIdleTimers: readonly IdleTimer[] = [
  timer(
    'Windows AutoDisconnect (15 min)',
    15 * minute,
    'high',
    '[MS-SRVS] 2.2.4.43 sv103_disc, [MS-CIFS] 3.3.6.2; jborean93/smbprotocol pull 50 measured 16 min',
    // The scan comes every 30 s; what was measured is a little more.
    16.5 * minute,
  ),
  timer('Samba deadtime (7 days)', 10_080 * minute, 'high', 'testparm -v of Samba 4.17', 10_081 * minute),
];

/** Defaults of what may stand between. They look at packets, of which a TCP keep-alive is one. */
export const networkIdleTimers: readonly IdleTimer[] = [
  timer('Azure Load Balancer (4 min)', 4 * minute, 'high', 'learn.microsoft.com load-balancer-tcp-idle-timeout'),
  timer('SonicWall (5 min)', 5 * minute, 'high', 'help.sonicwall.com, Firewall Access Rules'),
  timer('F5 BIG-IP (5 min)', 5 * minute, 'medium', 'explaintopic.com f5-tcp-idle-timeout'),
  timer('AWS Network Load Balancer and Network Firewall (350 s)', 350_000, 'high', 'docs.aws.amazon.com FlowTimeouts'),
  timer('Google Cloud VPC (10 min)', 10 * minute, 'high', 'cloud.google.com compute troubleshooting'),
  timer('Kemp LoadMaster (11 min)', 11 * minute, 'high', 'docs.progress.com LoadMaster Idle Connection Timeout'),
  timer('Juniper SRX (30 min)', 30 * minute, 'high', 'juniper.net Session Characteristics for SRX'),
  timer('Forcepoint NGFW (30 min)', 30 * minute, 'high', 'help.stonesoft.com Idle Timeouts'),
  timer('Cisco Secure Firewall (1 h)', 60 * minute, 'high', 'docs.defenseorchestrator.com Timeouts, Conn'),
  timer('FortiGate (1 h)', 60 * minute, 'high', 'community.fortinet.com 194357, session-ttl'),
  timer('Palo Alto PAN-OS (1 h)', 60 * minute, 'high', 'docs.paloaltonetworks.com Configure Session Timeouts'),
];

/** How far clocks, retransmissions and timer wheels may put a time off. */
const slackMs = 2_000;

/** The timers that can have fired in a span of silence. The narrower the span, the more a match is worth. */
export function timersWithin(
  timers: readonly IdleTimer[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly IdleTimer[] {
  return timers.filter(({ afterMs, latestMs }) => afterMs <= toMs + slackMs && latestMs >= fromMs - slackMs);
}
