import type { RequestOf } from '../../app/model/action.ts';
import { success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { Action } from './action.ts';
import { done, endOf } from './outcome.ts';

/** Leads to Windows' own page, after what is to be kept; resets nothing. */
export const networkReset: Action<RequestOf<'network-reset'>> = ({ actuator, options }) =>
  Promise.resolve(
    success({
      description: {
        title: message('action.network-reset.title'),
        does: [
          message('action.network-reset.does.export'),
          message('action.network-reset.does.open'),
          message('action.network-reset.does.person'),
        ],
        commands: [
          'ipconfig /all > network-before.txt',
          'netsh dump > network-before.netsh',
          'netsh wlan export profile folder=.',
          'start ms-settings:network-status',
        ],
        breaks: [message('action.network-reset.breaks'), message('action.network-reset.breaks.sessions')],
        warnings: [],
        undo: message('action.network-reset.undo'),
      },
      run: async () => {
        const opened = await actuator.openSettings('ms-settings:network-status', options);
        return opened.ok ? done(message('action.network-reset.opened')) : endOf(opened.error);
      },
    }),
  );

/** Steps for a person: compare with an account that has no history. The password is asked for, never in the command. */
export const testAccount: Action<RequestOf<'test-account'>> = () =>
  Promise.resolve(
    success({
      description: {
        title: message('action.test-account.title'),
        does: [
          message('action.test-account.does.create'),
          message('action.test-account.does.compare'),
          message('action.test-account.does.conclude'),
          message('action.test-account.does.remove'),
        ],
        commands: [
          'net user session-test * /add',
          'net localgroup "Remote Desktop Users" session-test /add',
          'net user session-test /delete',
        ],
        breaks: [message('action.test-account.breaks')],
        warnings: [],
        undo: message('action.test-account.undo'),
      },
      run: () => Promise.resolve(done(message('action.test-account.shown'))),
    }),
  );
