import type { RequestOf } from '../../app/model/action.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { Action } from './action.ts';
import { changed, done, endOf, refused } from './outcome.ts';
import { typed } from './typed.ts';

const ERROR_NOT_CONNECTED = 2250;
const ERROR_OPEN_FILES = 2401;
const ERROR_DEVICE_IN_USE = 2404;

/** Ends one of this user's own SMB connections; the next use, or the next sign-in, makes a fresh one. */
export const deleteConnection: Action<RequestOf<'delete-connection'>> = async (context, { name, force }) => {
  const { windows, actuator, options } = context;
  const gone = changed(message('action.delete-connection.gone', { name }));
  const connections = await windows.connections(options);
  if (!connections.ok) return failure(endOf(connections.error));
  const same = (text: string): boolean => text !== '' && text.toLowerCase() === name.toLowerCase();
  const connection = connections.value.find(({ drive, remote }) => same(drive) || (drive === '' && same(remote)));
  if (connection === undefined) return failure(gone);
  const { drive, remote } = connection;
  return success({
    description: {
      title: message('action.delete-connection.title', { name }),
      does: [
        force
          ? message('action.delete-connection.does.force', { name })
          : message('action.delete-connection.does', { name }),
      ],
      commands: [...typed('net', 'use', name, '/delete', ...(force ? ['/y'] : []))],
      breaks: [
        force
          ? message('action.delete-connection.breaks.force', { name })
          : message('action.delete-connection.breaks', { name }),
      ],
      warnings: [],
      undo:
        drive === ''
          ? message('action.delete-connection.undo')
          : message('action.delete-connection.undo.drive', { remote }),
      risk: force ? 'high' : 'low',
    },
    run: async () => {
      const ended = await actuator.cancelConnection(name, force, options);
      if (ended.ok) return done();
      const code = ended.error.kind === 'api' ? ended.error.code : null;
      if (code === ERROR_NOT_CONNECTED) return gone;
      return code === ERROR_OPEN_FILES || code === ERROR_DEVICE_IN_USE ? refused('open-files') : endOf(ended.error);
    },
  });
};
