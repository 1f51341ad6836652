import { expect, test } from 'vitest';
import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { NoToken, SecurityStep } from '../../../main/ntlm/security-context.ts';
import { beginSignIn } from '../../../main/ntlm/sign-in-dialogue.ts';

type Step = Result<SecurityStep, NoToken>;
const token = Buffer.from('6000', 'hex');
const sessionKey = Buffer.alloc(32, 7);
const serverToken = Buffer.from('a100', 'hex');
const says = (step: SecurityStep): Step => success(step);
const objects: Step = failure({ reason: 'no-token', detail: 'Server not found in Kerberos database' });

/** A sign-in whose tokens somebody else makes: these, in turn. What that somebody is handed is kept. */
function dialogueOf(...steps: readonly Step[]) {
  const handed: (Buffer | null)[] = [];
  const services: string[] = [];
  const dialogue = beginSignIn({
    credentials: {
      kind: 'token',
      begin: (service) => {
        services.push(service);
        return {
          next: (bytes) => {
            handed.push(bytes);
            return Promise.resolve(steps[handed.length - 1] ?? objects);
          },
        };
      },
    },
    workstation: 'PC',
    servicePrincipalName: 'cifs/fs1',
    randomBytes: (count) => Buffer.alloc(count),
    now: () => 0n,
  });
  return { dialogue, handed, services };
}

test('tokens are carried to and fro unread, and the key comes with the last', async () => {
  const expiresAt = new Date(5_000);
  const { dialogue, handed, services } = dialogueOf(
    says({ token, done: false }),
    says({ token: null, done: true, sessionKey, expiresAt }),
  );
  expect(services).toEqual(['cifs/fs1']);
  // What a server sent before the sign-in began is no part of it.
  expect(await dialogue.next(serverToken)).toEqual(success({ clear: token, blank: token }));
  expect(await dialogue.end(serverToken)).toEqual(success({ sessionKey, expiresAt }));
  expect(handed).toEqual([null, serverToken]);
});

test('who is done needs nothing of the server’s last token', async () => {
  const { dialogue, handed } = dialogueOf(says({ token, done: true, sessionKey }));
  await dialogue.next(null);
  expect(await dialogue.end(serverToken)).toEqual(success({ sessionKey }));
  expect(handed).toEqual([null]);
});

test('no token to begin with is the reason that there is no sign-in', async () => {
  expect(await dialogueOf(objects).dialogue.next(null)).toEqual(objects);
});

test.each<[string, Step]>([
  ['refuses the server’s last token', objects],
  ['wants more than the server has', says({ token, done: false })],
])('a server is not believed when our side %s', async (_why, last) => {
  const { dialogue } = dialogueOf(says({ token, done: false }), last);
  await dialogue.next(null);
  expect(await dialogue.end(serverToken)).toEqual(failure({ reason: 'unproven-server' }));
});

test('a server that wants more than there is to say has no challenge', async () => {
  const { dialogue } = dialogueOf(says({ token, done: true }), says({ token: null, done: true }));
  await dialogue.next(null);
  expect(await dialogue.next(serverToken)).toEqual(failure({ reason: 'no-challenge' }));
});
