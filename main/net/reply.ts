import type { Result } from '../../app/model/result.ts';
import { failure } from '../../app/model/result.ts';
import type { Malformed } from '../malformed.ts';
import type { ViolationReason } from './failure.ts';

/** What a reply is found to be wrong about. */
export interface ReplyFault {
  readonly reason: ViolationReason;
  readonly field?: string;
}

/** What a decoder gave, a refusal turned into the fault that it is on the wire. */
export function readReply<Reply>(decoded: Result<Reply, Malformed>): Result<Reply, ReplyFault> {
  return decoded.ok ? decoded : failure({ reason: 'malformed', field: decoded.error.field });
}
