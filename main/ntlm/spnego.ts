/**
 * SPNEGO, [RFC 4178] 4.2 and [MS-SPNG] 2.2.
 *
 *     NegotiationToken ::= [APPLICATION 0] { OID 1.3.6.1.5.5.2, [0] NegTokenInit } | [1] NegTokenResp
 *     NegTokenInit     ::= { [0] mechTypes, [1] reqFlags, [2] mechToken, [3] mechListMIC or negHints, ... }
 *     NegTokenResp     ::= { [0] negState, [1] supportedMech, [2] responseToken, [3] mechListMIC }
 *
 * Nothing is nested deeper than these six levels, so the decoder walks them without recursion.
 */
import type { Result } from '../../app/model/result.ts';
import { success } from '../../app/model/result.ts';
import type { Malformed } from '../malformed.ts';
import { malformed } from '../malformed.ts';
import type { Element } from './der.ts';
import { contextTag, decodeElements, encodeElement, encodeOid, tags } from './der.ts';

const spnegoOid = encodeOid('1.3.6.1.5.5.2');

/** Mechanisms by the bytes of their object identifiers. */
export const mechanisms = {
  ntlmssp: encodeOid('1.3.6.1.4.1.311.2.2.10'),
  kerberos: encodeOid('1.2.840.113554.1.2.2'),
} as const;

/** negState, [RFC 4178] 4.2.2. */
export const negStates = { acceptCompleted: 0, acceptIncomplete: 1, reject: 2, requestMic: 3 } as const;

export interface NegTokenInit {
  readonly kind: 'init';
  /** Bytes of object identifiers, most wanted first. */
  readonly mechTypes: readonly Buffer[];
  readonly mechToken: Buffer | null;
}

export interface NegTokenResp {
  readonly kind: 'resp';
  readonly negState: number | null;
  readonly supportedMech: Buffer | null;
  readonly responseToken: Buffer | null;
}

export type NegotiationToken = NegTokenInit | NegTokenResp;

const maxElements = 64;

/** Bytes of a NegTokenInit. */
export function encodeNegTokenInit(init: Omit<NegTokenInit, 'kind'>): Buffer {
  const mechTypes = init.mechTypes.map((oid) => encodeElement(tags.objectIdentifier, oid));
  const parts = [encodeElement(contextTag(0), encodeElement(tags.sequence, ...mechTypes))];
  if (init.mechToken !== null) parts.push(encodeOctets(2, init.mechToken));
  const token = encodeElement(contextTag(0), encodeElement(tags.sequence, ...parts));
  return encodeElement(tags.application, encodeElement(tags.objectIdentifier, spnegoOid), token);
}

/** Bytes of a NegTokenResp. */
export function encodeNegTokenResp(resp: Omit<NegTokenResp, 'kind'>): Buffer {
  const parts: Buffer[] = [];
  if (resp.negState !== null) {
    parts.push(encodeElement(contextTag(0), encodeElement(tags.enumerated, Buffer.from([resp.negState]))));
  }
  if (resp.supportedMech !== null) {
    parts.push(encodeElement(contextTag(1), encodeElement(tags.objectIdentifier, resp.supportedMech)));
  }
  if (resp.responseToken !== null) parts.push(encodeOctets(2, resp.responseToken));
  return encodeElement(contextTag(1), encodeElement(tags.sequence, ...parts));
}

function encodeOctets(number: number, octets: Uint8Array): Buffer {
  return encodeElement(contextTag(number), encodeElement(tags.octetString, octets));
}

/** A token of either kind. Fields that we have no use for (reqFlags, hints, mechListMIC) may hold anything. */
export function decodeNegotiationToken(bytes: Buffer): Result<NegotiationToken, Malformed> {
  const outer = single(bytes, 'NegotiationToken');
  if (!outer.ok) return outer;
  if (outer.value.tag === contextTag(1)) return decodeResp(outer.value.content);
  if (outer.value.tag !== tags.application) return malformed('NegotiationToken', 'wrong-value');
  const parts = decodeElements(outer.value.content, maxElements);
  if (!parts.ok) return parts;
  const [oid, init] = parts.value;
  if (oid?.tag !== tags.objectIdentifier || !oid.content.equals(spnegoOid)) return malformed('thisMech', 'wrong-value');
  return init?.tag === contextTag(0) ? decodeInit(init.content) : malformed('NegTokenInit', 'wrong-value');
}

function decodeInit(bytes: Buffer): Result<NegTokenInit, Malformed> {
  const fields = decodeFields(bytes, 'NegTokenInit');
  if (!fields.ok) return fields;
  const list = fieldContent(fields.value, 0, tags.sequence, 'mechTypes');
  if (!list.ok) return list;
  const mechTypes = decodeElements(list.value ?? Buffer.alloc(0), maxElements);
  if (!mechTypes.ok) return mechTypes;
  const mechToken = fieldContent(fields.value, 2, tags.octetString, 'mechToken');
  if (!mechToken.ok) return mechToken;
  return success({
    kind: 'init',
    mechTypes: mechTypes.value.map(({ content }) => content),
    mechToken: mechToken.value,
  });
}

function decodeResp(bytes: Buffer): Result<NegTokenResp, Malformed> {
  const fields = decodeFields(bytes, 'NegTokenResp');
  if (!fields.ok) return fields;
  const negState = fieldContent(fields.value, 0, tags.enumerated, 'negState');
  if (!negState.ok) return negState;
  const supportedMech = fieldContent(fields.value, 1, tags.objectIdentifier, 'supportedMech');
  if (!supportedMech.ok) return supportedMech;
  const responseToken = fieldContent(fields.value, 2, tags.octetString, 'responseToken');
  if (!responseToken.ok) return responseToken;
  return success({
    kind: 'resp',
    negState: negState.value?.[0] ?? null,
    supportedMech: supportedMech.value,
    responseToken: responseToken.value,
  });
}

function single(bytes: Buffer, field: string): Result<Element, Malformed> {
  const elements = decodeElements(bytes, maxElements);
  if (!elements.ok) return elements;
  const [first] = elements.value;
  return first === undefined ? malformed(field, 'too-short') : success(first);
}

function decodeFields(bytes: Buffer, field: string): Result<readonly Element[], Malformed> {
  const sequence = single(bytes, field);
  if (!sequence.ok) return sequence;
  if (sequence.value.tag !== tags.sequence) return malformed(field, 'wrong-value');
  return decodeElements(sequence.value.content, maxElements);
}

/** What stands inside field [n], or null where the field is absent. */
function fieldContent(
  fields: readonly Element[],
  number: number,
  tag: number,
  name: string,
): Result<Buffer | null, Malformed> {
  const field = fields.find((element) => element.tag === contextTag(number));
  if (field === undefined) return success(null);
  const inner = single(field.content, name);
  if (!inner.ok) return inner;
  return inner.value.tag === tag ? success(inner.value.content) : malformed(name, 'wrong-value');
}
