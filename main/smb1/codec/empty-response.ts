/** Responses that say all by their status: neither words nor bytes ([MS-CIFS] 2.2.4.5.2 and its like). */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Header } from './header.ts';

/** Refuses a response with words that it does not have. `encodeEmptyResponse` of header.ts writes one. */
export function decodeEmptyResponse(header: Header): Result<null, Malformed> {
  return header.wordCount === 0 ? success(null) : malformed('WordCount', 'wrong-value');
}
