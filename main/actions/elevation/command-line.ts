import * as z from 'zod';

/** The switch that makes this program the elevated helper. */
const helperSwitch = '--elevated-task';

/** What the helper is told as it is started: which pipe to come to, what to say there, and who made it. */
const Meeting = z.object({
  pipe: z.string().regex(/^session-doctor-[0-9a-f]{32}$/),
  nonce: z.string().regex(/^[0-9a-f]{64}$/),
  parent: z.coerce.number().int().min(1).max(0xffff_ffff),
});
export type Meeting = z.infer<typeof Meeting>;

/** Words for the helper's command line; none needs quoting. */
export function helperWords({ pipe, nonce, parent }: Meeting): readonly string[] {
  return [helperSwitch, `--pipe=${pipe}`, `--nonce=${nonce}`, `--parent=${parent}`];
}

/** Whether this process was started as the helper. */
export function isHelper(argv: readonly string[]): boolean {
  return argv.includes(helperSwitch);
}

/** What stands on the helper's command line; null when that is not what we write. */
export function meetingIn(argv: readonly string[]): Meeting | null {
  const given = (name: string): string | undefined =>
    argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const parsed = Meeting.safeParse({ pipe: given('pipe'), nonce: given('nonce'), parent: given('parent') });
  return parsed.success ? parsed.data : null;
}
