/** The client's half of a sign-in by SPNEGO, whoever makes the tokens and whatever protocol carries them. */
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { blankToken } from './blank-token.ts';
import type { Credentials } from './credentials.ts';
import type { NoToken, SecurityContext, SecurityStep } from './security-context.ts';
import type { SignInTokensInput, TokenFault } from './sign-in-tokens.ts';
import { createSignInTokens } from './sign-in-tokens.ts';

export interface SignInDialogueInput extends Omit<SignInTokensInput, 'credentials'> {
  readonly credentials: Credentials;
}

/** What goes into one leg, and what the record keeps of it. */
export interface LegToken {
  readonly clear: Buffer;
  readonly blank: Buffer;
}

/** What both sides agreed on. */
export interface Agreement {
  /** For signing; null for nobody. */
  readonly sessionKey: Buffer | null;
  /** When the session ends of itself, where whoever made the tokens knows. */
  readonly expiresAt?: Date;
}

/** One sign-in. Every server token is handed to exactly one of the two. */
export interface SignInDialogue {
  /** What to send: to begin with, or to a server that wants more. `serverToken` does not count in the first call. */
  readonly next: (serverToken: Buffer | null) => Promise<Result<LegToken, TokenFault | NoToken>>;
  /** After the answer in which the server said yes. */
  readonly end: (serverToken: Buffer | null) => Promise<Result<Agreement, TokenFault>>;
}

/** Begins a sign-in. */
export function beginSignIn(input: SignInDialogueInput): SignInDialogue {
  const { credentials } = input;
  if (credentials.kind === 'token') return carryTokens(credentials.begin(input.servicePrincipalName));
  return ownTokens({ ...input, credentials });
}

function ownTokens(input: SignInTokensInput): SignInDialogue {
  const tokens = createSignInTokens(input);
  let last: typeof tokens.first | null = null;
  return {
    next: (serverToken) => {
      const next = last === null ? success(tokens.first) : tokens.next(serverToken);
      if (next.ok) last = next.value;
      return Promise.resolve(next);
    },
    end: () => Promise.resolve(success({ sessionKey: last?.sessionKey ?? null })),
  };
}

/** Tokens of somebody else's are carried, never looked into, but for what must not be recorded. */
function carryTokens(context: SecurityContext): SignInDialogue {
  let last: SecurityStep | null = null;
  return {
    next: async (serverToken) => {
      const step = await context.next(last === null ? null : serverToken);
      if (!step.ok) return last === null ? step : failure({ reason: 'unproven-server' });
      last = step.value;
      const { token } = last;
      return token === null ? failure({ reason: 'no-challenge' }) : success({ clear: token, blank: blankToken(token) });
    },
    end: async (serverToken) => {
      if (last?.done !== true) {
        const step = await context.next(serverToken);
        if (!step.ok || !step.value.done) return failure({ reason: 'unproven-server' });
        last = step.value;
      }
      const { sessionKey = null, expiresAt } = last;
      return success({ sessionKey, ...(expiresAt !== undefined && { expiresAt }) });
    },
  };
}
