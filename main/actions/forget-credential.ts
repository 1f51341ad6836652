import type { RequestOf } from '../../app/model/action.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { Action } from './action.ts';
import { changed, endOf, resultOf } from './outcome.ts';
import { typed } from './typed.ts';

const ERROR_NOT_FOUND = 1168;

/** Removes one saved sign-in by its name. What is in it is never read. */
export const forgetCredential: Action<RequestOf<'forget-credential'>> = async (context, { name }) => {
  const { windows, actuator, options } = context;
  const gone = changed(message('action.forget-credential.gone', { name }));
  const names = await windows.savedCredentialNames(options);
  if (!names.ok) return failure(endOf(names.error));
  if (!names.value.includes(name)) return failure(gone);
  return success({
    description: {
      title: message('action.forget-credential.title', { name }),
      does: [message('action.forget-credential.does', { name })],
      commands: [...typed('cmdkey', `/delete:${withoutKind(name)}`)],
      breaks: [message('action.forget-credential.breaks')],
      warnings: [],
      undo: message('action.forget-credential.undo'),
    },
    run: async () => {
      const deleted = await actuator.deleteCredential(withoutKind(name), options);
      if (!deleted.ok && deleted.error.kind === 'api' && deleted.error.code === ERROR_NOT_FOUND) return gone;
      return resultOf(deleted);
    },
  });
};

/** Windows lists a credential with its kind before the name, "Domain:target=TERMSRV/rds02", and takes it without. */
function withoutKind(name: string): string {
  return name.replace(/^[A-Za-z]+:target=/, '');
}
