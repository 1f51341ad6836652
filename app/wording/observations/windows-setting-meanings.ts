import { rdpSettings } from '../../knowledge/rdp-settings.ts';
import { timers } from '../../knowledge/timers.ts';
import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../message.ts';

/** What a timer does, and how far Windows goes by what stands there. */
export function timerMeaning({ timer, problem }: ObservationOf<'timer'>): Message {
  const row = timers[timer];
  const does = message(row.does);
  if (problem !== undefined) return message('meaning.timer.problem', { does });
  return row.honoured === 'unverified' ? message('meaning.timer.unverified', { does }) : does;
}

/** What a setting means for sessions. */
export function rdpSettingMeaning({ setting }: ObservationOf<'rdp-setting'>): Message {
  return message(rdpSettings[setting].meaning);
}

/** Who says what a timer or a setting is. */
export function settingSource(seen: ObservationOf<'timer'> | ObservationOf<'rdp-setting'>): string {
  return seen.kind === 'timer' ? timers[seen.timer].source : rdpSettings[seen.setting].source;
}
