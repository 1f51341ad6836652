/**
 * How far apart two clocks may be before Kerberos refuses a sign-in: five minutes, unless a policy says otherwise
 * ([RFC 4120] 8.2; "Maximum tolerance for computer clock synchronization" of Windows).
 */
export const kerberosSkewLimitMs = 300_000;
