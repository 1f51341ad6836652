import { timerSettings } from '../../app/knowledge/timer-settings.ts';
import type { ActionResult, RawRegistryValue, RequestOf, TimerSettingId } from '../../app/model/action.ts';
import type { Message } from '../../app/model/message.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { RawValue } from '../windows/actuator.ts';
import type { Action, ActionContext } from './action.ts';
import { changed, done, endOf, errorOf, no } from './outcome.ts';
import { typed } from './typed.ts';

const REG_DWORD = 4;

/** Sets a timer of this PC, within its range, keeping what stood there. */
export const setTimer: Action<RequestOf<'set-timer'>> = async (context, { timer, value }) => {
  const { key, name, unit, least, most, after } = timerSettings[timer];
  if (value < least || value > most) return no('out-of-range');
  const read = await context.actuator.readValue(key, name, context.options);
  if (!read.ok) return failure(endOf(read.error));
  const former = read.value;
  return success({
    description: {
      title: message('action.set-timer.title', { name, value, unit }),
      does: [
        message('action.set-timer.does', { value, name, key: `HKLM\\${key}`, former: wordsOf(former) }),
        message('action.set-timer.does.backup'),
      ],
      commands: [...backup(key), ...setCommand(key, name, value)],
      breaks: [message('action.set-timer.breaks', { after: message(`action.set-timer.after.${after}`) })],
      warnings: [],
      undo: message('action.set-timer.undo', { former: wordsOf(former) }),
    },
    run: () => write(context, timer, former, dword(value)),
  });
};

/** Puts back what `set-timer` replaced, unless somebody has changed it since. */
export const restoreTimer: Action<RequestOf<'restore-timer'>> = async (context, { timer, former, set }) => {
  const { key, name, after } = timerSettings[timer];
  const read = await context.actuator.readValue(key, name, context.options);
  if (!read.ok) return failure(endOf(read.error));
  if (!isSame(read.value, valueIn(set))) {
    return failure(changed(message('action.restore-timer.changed', { name, now: wordsOf(read.value) })));
  }
  const value = former === null ? null : valueIn(former);
  const where = { name, key: `HKLM\\${key}` };
  return success({
    description: {
      title: message('action.restore-timer.title', { name }),
      does: [
        value === null
          ? message('action.restore-timer.does.delete', where)
          : message('action.restore-timer.does', { ...where, former: wordsOf(value) }),
      ],
      commands: [...backup(key), ...restoreCommand(key, name, value)],
      breaks: [message('action.set-timer.breaks', { after: message(`action.set-timer.after.${after}`) })],
      warnings: [],
      undo: message('action.restore-timer.undo'),
    },
    run: () => write(context, timer, read.value, value),
  });
};

/** Writes one value and reads it back. What stood there must still stand there. */
async function write(
  { actuator, options }: ActionContext,
  timer: TimerSettingId,
  former: RawValue | null,
  value: RawValue | null,
): Promise<ActionResult> {
  const { key, name } = timerSettings[timer];
  const written = await actuator.writeValue(key, name, value, options);
  if (!written.ok) return endOf(written.error);
  const kept = await actuator.readValue(key, name, options);
  if (!kept.ok || !isSame(kept.value, value)) {
    const didNot = [message('action.set-timer.not-kept', { name })];
    return { outcome: 'half-done', did: [], didNot, ...(kept.ok ? {} : errorOf(kept.error)) };
  }
  if (value === null) return done();
  const undo = { action: 'restore-timer' as const, timer, former: former && rawOf(former), set: rawOf(value) };
  return { ...done(), undo };
}

function dword(value: number): RawValue {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(value);
  return { type: REG_DWORD, octets };
}

function numberIn({ type, octets }: RawValue): number | null {
  return type === REG_DWORD && octets.length === 4 ? Buffer.from(octets).readUInt32LE() : null;
}

function rawOf({ type, octets }: RawValue): RawRegistryValue {
  return { type, hex: Buffer.from(octets).toString('hex') };
}

function valueIn({ type, hex }: RawRegistryValue): RawValue {
  return { type, octets: Buffer.from(hex, 'hex') };
}

function isSame(a: RawValue | null, b: RawValue | null): boolean {
  if (a === null || b === null) return a === b;
  return a.type === b.type && Buffer.compare(a.octets, b.octets) === 0;
}

function wordsOf(value: RawValue | null): Message {
  if (value === null) return message('action.set-timer.former.absent');
  const number = numberIn(value);
  if (number !== null) return message('action.set-timer.former.number', { value: number });
  return message('action.set-timer.former.other', { type: value.type, hex: rawOf(value).hex });
}

function backup(key: string): readonly string[] {
  return typed('reg', 'export', `HKLM\\${key}`, 'session-doctor-before.reg', '/y');
}

function setCommand(key: string, name: string, value: number): readonly string[] {
  return typed('reg', 'add', `HKLM\\${key}`, '/v', name, '/t', 'REG_DWORD', '/d', String(value), '/f');
}

/** What is no number is put back from the export, which has it to the bit. */
function restoreCommand(key: string, name: string, value: RawValue | null): readonly string[] {
  if (value === null) return typed('reg', 'delete', `HKLM\\${key}`, '/v', name, '/f');
  const number = numberIn(value);
  return number === null ? typed('reg', 'import', 'session-doctor-before.reg') : setCommand(key, name, number);
}
