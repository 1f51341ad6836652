/**
 * The messages whose body says nothing, the same in both directions: LOGOFF, TREE_DISCONNECT and ECHO, [MS-SMB2] 2.2.7,
 * 2.2.8, 2.2.11, 2.2.12, 2.2.28, 2.2.29.
 *
 * | at | size | field            |
 * |---:|-----:|------------------|
 * | 64 |    2 | StructureSize, 4 |
 * | 66 |    2 | Reserved         |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import type { Head } from './header.ts';
import { checkBody, startMessage } from './header.ts';

const structureSize = 4;

/** Bytes of such a request or response. */
export function encodeFourBytes(command: number, direction: 'request' | 'response', head: Head): Buffer {
  return startMessage(command, direction, head, { structureSize, length: structureSize });
}

/** Whether a message has such a body. */
export function decodeFourBytes(message: Buffer): Result<null, Malformed> {
  return checkBody(message, structureSize) ?? success(null);
}
