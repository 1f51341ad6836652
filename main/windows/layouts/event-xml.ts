import type { LoggedEvent } from '../events.ts';

/** A tag, or the text between two. */
const token = /<([^<>]*)>|([^<]+)/g;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entity = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** Nothing of an event that we read is longer or has more fields. */
const mostCharacters = 256 * 1024;
const mostFields = 64;
const deepest = 32;

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  hasChildren: boolean;
}

/**
 * What EvtRender gives for one event: XML of the schema "http://schemas.microsoft.com/win/2004/08/events/event", made
 * by Windows, so without comments, sections or a document type. Null when it is no such thing.
 */
export function parseEventXml(xml: string): LoggedEvent | null {
  if (xml.length > mostCharacters) return null;
  const system: Record<string, string> = {};
  const data: Record<string, string> = {};
  let fields = 0;
  const path: Element[] = [];
  const close = (): void => {
    const ended = path.pop();
    if (ended === undefined) return;
    const [, part] = path;
    if (part?.name === 'System') readSystem(ended, system);
    if (part?.name !== 'EventData' && part?.name !== 'UserData') return;
    if (ended.hasChildren || fields >= mostFields) return;
    data[ended.attributes['Name'] ?? (ended.name === 'Data' ? String(fields) : ended.name)] = ended.text;
    fields++;
  };
  for (const [, tag, text] of xml.matchAll(token)) {
    const open = path.at(-1);
    if (text !== undefined) {
      if (open !== undefined) open.text += decoded(text);
      continue;
    }
    if (tag === undefined || tag.startsWith('?')) continue;
    if (tag.startsWith('/')) {
      if (open?.name !== localName(tag.slice(1))) return null;
      close();
      continue;
    }
    if (path.length >= deepest) return null;
    if (open !== undefined) open.hasChildren = true;
    path.push({ name: localName(tag), attributes: attributesOf(tag), text: '', hasChildren: false });
    if (tag.endsWith('/')) close();
  }
  return path.length === 0 ? eventOf(system, data) : null;
}

function localName(tag: string): string {
  const [name = ''] = tag.trim().split(/[\s/]/);
  return name.slice(name.indexOf(':') + 1);
}

function attributesOf(tag: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...tag.matchAll(attribute)].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')]),
  );
}

function decoded(text: string): string {
  return text.replace(entity, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10_ffff ? whole : String.fromCodePoint(code);
  });
}

function readSystem({ name, attributes, text }: Element, system: Record<string, string>): void {
  system[name] = attributes['SystemTime'] ?? attributes['Name'] ?? text;
}

function eventOf(
  {
    Channel: channel = '',
    Provider: provider = '',
    EventID,
    EventRecordID,
    TimeCreated,
  }: Readonly<Record<string, string>>,
  data: Readonly<Record<string, string>>,
): LoggedEvent | null {
  const [id, recordId, at] = [Number(EventID), Number(EventRecordID), Date.parse(TimeCreated ?? '')];
  if (!Number.isInteger(id) || !Number.isInteger(recordId) || Number.isNaN(at)) return null;
  return { channel, provider, id, at: new Date(at).toISOString(), recordId, data };
}
