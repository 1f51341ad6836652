import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until `question` gives something other than undefined, and gives that. Throws, with `what` was
 * waited for, when `deadlineMs` have passed.
 */
export async function until<Answer>(
  what: string,
  question: () => Answer | undefined | Promise<Answer | undefined>,
  deadlineMs = 10_000,
): Promise<Answer> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const answer = await question();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited ${deadlineMs} ms in vain for ${what}`);
    await delay(5);
  }
}
