import { failure } from '../app/model/result.ts';

/** Why a decoder refuses a message or token: the field by its name in the specification, and what is wrong with it. */
export interface Malformed {
  readonly kind: 'malformed';
  readonly field: string;
  readonly detail: 'too-short' | 'beyond-end' | 'wrong-value' | 'too-many';
}

/** A refusal that names `field`. */
export function malformed(
  field: string,
  detail: Malformed['detail'],
): { readonly ok: false; readonly error: Malformed } {
  return failure({ kind: 'malformed', field, detail });
}
