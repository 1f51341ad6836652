import { rdpPortOf } from '../../app/knowledge/rdp-security.ts';
import type { Exchange } from '../../app/model/exchange.ts';
import type { Message } from '../../app/model/message.ts';
import type { Report } from '../../app/model/report.ts';
import { message } from '../../app/wording/message.ts';
import type { Translate } from '../../app/wording/translator.ts';
import { createTranslator } from '../../app/wording/translator.ts';
import type { ConnectionKind } from '../net/wire-tap.ts';
import { toolVersion } from '../version.ts';
import { encodePcapng } from './pcapng.ts';
import type { ConversationPacket } from './tcp-conversation.ts';
import { conversationPackets } from './tcp-conversation.ts';
import { testedPort } from './tested-port.ts';
import type { WireCapture } from './wire-capture.ts';

/** Ports on which Wireshark expects SMB by itself. */
const smbPorts: readonly number[] = [139, 445];
/** A microsecond: what is lost in adding up times. */
const sameMomentMs = 0.001;

interface CommentedPacket extends ConversationPacket {
  readonly connection: string;
  readonly kind: ConnectionKind;
  readonly comments: string[];
}

/**
 * Bytes of probe.pcapng: what a run sent and received, as a capture that Wireshark opens. One interface for each kind of
 * connection, and a comment on each packet that spoke for or against the verdict.
 */
export function probePcapng(capture: WireCapture, report: Report, translate: Translate = createTranslator()): Buffer {
  const packets = capture
    .connections()
    .flatMap(({ name, kind, events }) =>
      conversationPackets(events).map((packet): CommentedPacket => ({
        ...packet,
        connection: name,
        kind,
        comments: [],
      })),
    )
    .sort((a, b) => a.atMs - b.atMs);
  addComments(packets, report, capture.runBeganAtMs(), translate);
  const kinds = [...new Set(capture.connections().map(({ kind }) => kind))];
  return encodePcapng({
    comment: aboutFile(capture, report).map(translate).join('\n'),
    application: `${report.tool.name} ${toolVersion}`,
    networks: kinds.map((kind) => {
      const names = capture.connections().flatMap((one) => (one.kind === kind ? [one.name] : []));
      return { name: kind, description: translate(message(`capture.network.${kind}`, { names: names.join(', ') })) };
    }),
    packets: packets.map(({ kind, atMs, bytes, direction, comments }) => ({
      network: kinds.indexOf(kind),
      timeNs: capture.wallClockNs(atMs),
      bytes,
      direction,
      comments,
    })),
  });
}

function aboutFile(capture: WireCapture, report: Report): readonly Message[] {
  const { target } = report;
  const port = String(testedPort(report));
  const kinds = new Set(capture.connections().map(({ kind }) => kind));
  const smb = kinds.has('smb1') || kinds.has('smb2');
  return [
    message('capture.about', { version: toolVersion, host: target.host, port }),
    message(capture.keepsCredentials ? 'capture.credentials.kept' : 'capture.credentials.blanked'),
    ...(target.practice === undefined ? [] : [message('capture.practice', { scenario: target.practice })]),
    ...(!smb || smbPorts.includes(target.port) ? [] : [message('capture.decode-as', { port: String(target.port) })]),
    ...(kinds.has('rdp') ? [message('capture.decode-as-rdp', { port: String(rdpPortOf(target)) })] : []),
    ...(capture.cutOff() ? [message('capture.cut-off')] : []),
  ];
}

/** Puts what the verdict rests on beside the packets that show it. */
function addComments(
  packets: readonly CommentedPacket[],
  report: Report,
  runBeganAtMs: number,
  translate: Translate,
): void {
  const [verdict] = report.findings;
  if (verdict === undefined) return;
  const { cause } = verdict;
  const confidence = message(`confidence.${verdict.confidence}`);
  const sides = [
    ['capture.evidence', verdict.evidence],
    ['capture.against', verdict.against],
  ] as const;
  for (const [text, ids] of sides) {
    for (const seen of report.observations.filter(({ id }) => ids.includes(id))) {
      const exchange = report.exchanges.find(({ id }) => 'exchange' in seen && id === seen.exchange);
      const packet = exchange === undefined ? undefined : decidingPacket(packets, exchange, runBeganAtMs);
      const { id, summary } = seen;
      packet?.comments.push(translate(message(text, { id, cause, confidence, summary })));
    }
  }
}

/** The first packet of the reply; where there was none, the end of the connection, or else the request. */
function decidingPacket(
  packets: readonly CommentedPacket[],
  { connection, atMs, ms, outcome }: Exchange,
  runBeganAtMs: number,
): CommentedPacket | undefined {
  const own = packets.filter((packet) => packet.connection === connection);
  const at = (direction: 'in' | 'out', moment: number): CommentedPacket | undefined =>
    own.find((packet) => packet.direction === direction && Math.abs(packet.atMs - moment) < sameMomentMs);
  const sentAtMs = runBeganAtMs + atMs;
  const reply = ms === null ? undefined : at('in', sentAtMs + ms);
  const end = outcome === 'cut' ? own.find((packet) => packet.direction === 'in' && packet.ends) : undefined;
  return reply ?? end ?? at('out', sentAtMs);
}
