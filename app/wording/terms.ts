import type { SeriesId } from '../model/exchange.ts';
import type { Message } from '../model/message.ts';
import type { SmbStatus } from '../model/status.ts';
import { message } from './message.ts';

/** "0xC000006D STATUS_LOGON_FAILURE"; a DOS status is named by class and code. */
export function statusWords(status: SmbStatus): string {
  return status.name === status.raw ? status.raw : `${status.raw} ${status.name}`;
}

/** "1 byte", "4,096 bytes". */
export function byteCount(count: number): Message {
  return message('window.bytes.count', { count });
}

/** The command of a series, in a person's words. */
export function seriesName(series: SeriesId): Message {
  return message(`series.${series}`);
}

/** The same within a sentence, with the user's file or folder where it was work on one. */
export function workName({ series, path }: { readonly series: SeriesId; readonly path?: string | undefined }): Message {
  const command = commandName(series);
  return path === undefined ? command : message('command.on-path', { command, path });
}

/** What was seen, with the protocol by which it was where that is not SMB1. */
export function overProtocol(
  { protocol }: { readonly protocol?: 'smb1' | 'smb2' | undefined },
  seen: Message,
): Message {
  return protocol === 'smb2' ? message('observation.over-smb2', { seen }) : seen;
}

/** The same within a sentence: what is no command of SMB wants an article. */
export function commandName(series: SeriesId): Message {
  return series === 'nbss.session' ? message('command.nbss.session') : seriesName(series);
}

/** Several things in one sentence. */
export function listOf(things: readonly Message[]): Message {
  return things.reduce((list, next) => message('words.list', { list, next }));
}
