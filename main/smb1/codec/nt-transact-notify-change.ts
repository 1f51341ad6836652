/**
 * NT_TRANSACT_NOTIFY_CHANGE, [MS-CIFS] 2.2.7.4, inside SMB_COM_NT_TRANSACT, [MS-CIFS] 2.2.4.62.
 *
 * | request, 23 words          | response, 18 words            |
 * |----------------------------|-------------------------------|
 * | 33 MaxSetupCount (1)       | 33 Reserved1 (3)              |
 * | 34 Reserved1 (2)           | 36 TotalParameterCount (4)    |
 * | 36 TotalParameterCount (4) | 40 TotalDataCount (4)         |
 * | 40 TotalDataCount (4)      | 44 ParameterCount (4)         |
 * | 44 MaxParameterCount (4)   | 48 ParameterOffset (4)        |
 * | 48 MaxDataCount (4)        | 52 ParameterDisplacement (4)  |
 * | 52 ParameterCount (4)      | 56 DataCount (4)              |
 * | 56 ParameterOffset (4)     | 60 DataOffset (4)             |
 * | 60 DataCount (4)           | 64 DataDisplacement (4)       |
 * | 64 DataOffset (4)          | 68 SetupCount (1)             |
 * | 68 SetupCount (1)          | 69 ByteCount (2)              |
 * | 69 Function: 0x0004 (2)    |    FILE_NOTIFY_INFORMATION    |
 * | 71 CompletionFilter (4)    |    ([MS-FSCC] 2.7.1)          |
 * | 75 FID (2)                 |                               |
 * | 77 WatchTree (1)           |                               |
 * | 78 Reserved (1)            |                               |
 * | 79 ByteCount (2)           |                               |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { bytesOffset, commands, startMessage } from './header.ts';

const NT_TRANSACT_NOTIFY_CHANGE = 0x0004;
const wordCount = 23;
const setupCount = 4;

/** CompletionFilter, [MS-CIFS] 2.2.7.4.1. */
export const FILE_NOTIFY_CHANGE_DIR_NAME = 0x00000002;

export interface NotifyChangeRequest {
  /** An open directory. */
  readonly fid: number;
  readonly completionFilter: number;
  /** Room for the names of what changed. */
  readonly maxParameterCount: number;
}

export interface NotifyChangeResponse {
  /** Bytes of FILE_NOTIFY_INFORMATION; none when the server only says that something changed. */
  readonly parameterCount: number;
}

/** Bytes of a NOTIFY_CHANGE request that watches one directory and nothing below it. */
export function encodeNotifyChangeRequest(head: Head, request: NotifyChangeRequest): Buffer {
  const message = startMessage(commands.SMB_COM_NT_TRANSACT, 'request', head, wordCount, 0);
  message.writeUInt32LE(request.maxParameterCount, 44);
  message.writeUInt32LE(bytesOffset(wordCount), 56);
  message.writeUInt32LE(bytesOffset(wordCount), 64);
  message.writeUInt8(setupCount, 68);
  message.writeUInt16LE(NT_TRANSACT_NOTIFY_CHANGE, 69);
  message.writeUInt32LE(request.completionFilter, 71);
  message.writeUInt16LE(request.fid, 75);
  return message;
}

/** That something changed. The names are not read: nobody here asks for them. */
export function decodeNotifyChangeResponse(message: Buffer, header: Header): Result<NotifyChangeResponse, Malformed> {
  if (header.wordCount < 18) return malformed('WordCount', 'wrong-value');
  const parameterCount = message.readUInt32LE(44);
  const at = message.readUInt32LE(48);
  if (parameterCount > 0 && (at < header.bytesAt || at + parameterCount > header.bytesEnd)) {
    return malformed('ParameterOffset', 'beyond-end');
  }
  return success({ parameterCount });
}
