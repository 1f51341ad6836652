import type { RdpProtocol } from '../../../app/knowledge/rdp-security.ts';
import { networkLevel, rdpPortOf, windowsOffer } from '../../../app/knowledge/rdp-security.ts';
import type { ObservationOf } from '../../../app/model/observation.ts';
import { message } from '../../../app/wording/message.ts';
import type { RdpAnswer, RdpNegotiateFailure } from '../../rdp/negotiate.ts';
import { negotiateRdp } from '../../rdp/negotiate.ts';
import type { Check, CheckContext } from '../check.ts';
import { cancelled, done } from '../check.ts';
import { openTcp } from '../connect.ts';
import { needs } from '../needs.ts';
import { printableText } from '../printable-text.ts';
import type { NamedConnection } from '../workbench.ts';

type Place = Pick<ObservationOf<'rdp-connected'>, 'address' | 'port'>;
type Offer = readonly RdpProtocol[];
/** What an offer came to: what the server chose of it, nothing, or the end of the check. */
type Heard = { readonly chosen: RdpProtocol | null } | 'cancelled';

/** What the Windows client offers first ([MS-RDPBCGR] 1.3.1.1), and then only what that answer leaves open. */
const standard: Offer = [];
const tls: Offer = ['PROTOCOL_SSL'];
/** What a server that refuses NLA and TLS alike may want instead. */
const others: readonly Offer[] = [standard, tls, ['PROTOCOL_RDSTLS'], ['PROTOCOL_RDSAAD']];

/**
 * Asks the Remote Desktop port which security it takes, each time on a new connection and one after the other: a server
 * may serve one client at a time. Nobody signs in, and no name of a user is sent.
 */
export const rdpNegotiateCheck: Check = {
  id: 'rdp-negotiate',
  run: async (context) => {
    const { request, bench } = context;
    if (bench.addresses.length === 0) return needs('resolve');
    const port = rdpPortOf(request.target);
    for (const address of bench.addresses) {
      const connected = await connect(context, { address, port });
      if (connected === 'cancelled') return cancelled;
      if (connected !== null) return ask(context, { address, port }, connected);
    }
    return done;
  },
};

/** Tries one address and notes what became of it; null when it accepts no connection. */
async function connect(context: CheckContext, place: Place): Promise<NamedConnection | 'cancelled' | null> {
  const { recorder } = context;
  recorder.progress('rdp-negotiate', message('check.progress.address', { address: place.address }));
  const { result, ms, exchange } = await openTcp(context, { ...place, kind: 'rdp' });
  if (result.ok) {
    recorder.observe('rdp-negotiate', 'rdp-connected', { ...place, ms, exchange });
    return result.value;
  }
  const { error } = result;
  if (error.kind === 'cancelled') return 'cancelled';
  const code = 'code' in error ? { code: error.code } : {};
  recorder.observe('rdp-negotiate', 'rdp-connect-failed', { ...place, how: error.kind, ...code, ms, exchange });
  return null;
}

async function ask(context: CheckContext, place: Place, connection: NamedConnection) {
  const { recorder, bench, clock } = context;
  const { result, record } = await negotiate(context, connection, windowsOffer);
  const exchange = recorder.exchange(record);
  const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
  if (!result.ok) {
    return noteFailure(context, result.error, { ...place, ms, exchange }, recorder.sinceSuccess(connection.name));
  }
  connection.tcp.close();
  noteAnswer(context, result.value, { ...place, offered: [...windowsOffer], ms, exchange });
  const first = chosenIn(result.value);
  if (first !== null) bench.rdp = { ...place, offer: windowsOffer, chosen: first };
  for (const offer of furtherOffers(first)) {
    const heard = await offerAlone(context, place, offer);
    if (heard === 'cancelled') return cancelled;
    const { chosen } = heard;
    if (first === null && chosen !== null) bench.rdp = { ...place, offer, chosen };
    if ((first === null) === (chosen !== null)) break;
  }
  return done;
}

/**
 * What is left to ask: whether NLA is demanded or only offered, and whether the server goes without TLS. Each question is
 * weaker than the one before, so the first refusal answers the rest. Where the first offer was refused, the others are
 * made until one is taken, which tells what the server wants.
 */
function furtherOffers(chosen: RdpProtocol | null): readonly Offer[] {
  if (chosen === null) return others;
  if (chosen === 'PROTOCOL_RDP') return [];
  return networkLevel.has(chosen) ? [tls, standard] : [standard];
}

/** A further offer on a connection of its own. After a first answer, a cut and silence only mean that it is not taken. */
async function offerAlone(context: CheckContext, place: Place, offer: Offer): Promise<Heard> {
  const { recorder, clock } = context;
  const offered = [...offer];
  const opened = await openTcp(context, { ...place, kind: 'rdp' });
  if (!opened.result.ok) {
    const { kind } = opened.result.error;
    if (kind === 'cancelled') return 'cancelled';
    const { ms, exchange } = opened;
    const how = kind === 'refused' ? 'cut' : 'no-answer';
    recorder.observe('rdp-negotiate', 'rdp-negotiate-refused', { ...place, offered, how, ms, exchange });
    return { chosen: null };
  }
  const connection = opened.result.value;
  const { result, record } = await negotiate(context, connection, offer);
  const exchange = recorder.exchange(record);
  const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
  if (result.ok) {
    connection.tcp.close();
    noteAnswer(context, result.value, { ...place, offered, ms, exchange });
    return { chosen: chosenIn(result.value) };
  }
  if (result.error.kind === 'cancelled') return 'cancelled';
  if (result.error.kind === 'transport' || result.error.kind === 'deadline') {
    const how = result.error.kind === 'transport' ? 'cut' : 'no-answer';
    recorder.observe('rdp-negotiate', 'rdp-negotiate-refused', { ...place, offered, how, ms, exchange });
  } else noteFailure(context, result.error, { ...place, ms, exchange }, null);
  return { chosen: null };
}

function negotiate(context: CheckContext, { tcp, name }: NamedConnection, offer: Offer) {
  const { request, clock, signal } = context;
  return negotiateRdp(tcp, { offer, connection: name, clock, deadlineMs: request.plan.deadlineMs, signal });
}

function chosenIn(answer: RdpAnswer): RdpProtocol | null {
  if (answer.kind === 'selected') return answer.protocol;
  return answer.kind === 'no-data' ? 'PROTOCOL_RDP' : null;
}

interface Seen extends Place {
  readonly ms: number;
  readonly exchange: string;
}

function noteAnswer({ recorder }: CheckContext, answer: RdpAnswer, seen: Seen & { readonly offered: string[] }): void {
  switch (answer.kind) {
    case 'selected': {
      const { protocol: selected, flags } = answer;
      recorder.observe('rdp-negotiate', 'rdp-negotiated', { ...seen, selected, negotiates: true, flags: [...flags] });
      break;
    }
    case 'no-data':
      recorder.observe('rdp-negotiate', 'rdp-negotiated', {
        ...seen,
        selected: 'PROTOCOL_RDP',
        negotiates: false,
        flags: [],
      });
      break;
    case 'refused':
      recorder.observe('rdp-negotiate', 'rdp-negotiate-refused', { ...seen, how: 'failure', failure: answer.failure });
      break;
    case 'dismissed':
      recorder.observe('rdp-negotiate', 'rdp-negotiate-refused', { ...seen, how: 'dismissed' });
      break;
  }
}

/** Notes why an offer brought no answer at all. */
function noteFailure(
  { recorder }: CheckContext,
  error: RdpNegotiateFailure,
  { ms, exchange, ...place }: Seen,
  sinceLastSuccessMs: number | null,
) {
  switch (error.kind) {
    case 'cancelled':
      return cancelled;
    case 'deadline': {
      const received = error.received === undefined ? {} : { received: error.received };
      const silence = { ...place, phase: 'negotiate', ...received, ms: error.waitedMs, exchange } as const;
      recorder.observe('rdp-negotiate', 'rdp-no-answer', silence);
      return done;
    }
    case 'not-rdp':
      recorder.observe('rdp-negotiate', 'not-rdp', {
        ...place,
        phase: 'negotiate',
        text: printableText(error.bytes),
        exchange,
      });
      return done;
    case 'transport': {
      const { end } = error;
      const code = end.how === 'error' ? { code: end.code } : {};
      const cut = { series: 'rdp.negotiate', end: end.how, ...code, ms, sinceLastSuccessMs, exchange } as const;
      recorder.observe('rdp-negotiate', 'connection-cut', cut);
      return done;
    }
    case 'protocol-violation': {
      const field = error.field === undefined ? {} : { field: error.field };
      const violation = { series: 'rdp.negotiate', reason: error.reason, ...field, exchange } as const;
      recorder.observe('rdp-negotiate', 'protocol-violation', violation);
      return done;
    }
  }
}
