import { describe, test } from 'vitest';
import { findProgram, labPrograms, type LabProgram } from './programs.ts';

/** What a kernel or container has to allow, and no package brings: its lack is never a failure, and always told. */
const allowances: readonly LabProgram[] = ['namespace'];

/** What becomes of a suite on this machine. */
export type SuitePlan =
  | { readonly kind: 'run' }
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'fail'; readonly reason: string };

/**
 * Decides by what is installed. `isRequired` turns what would be skipped into a failure, so that a build machine cannot
 * pass by omission.
 */
export function planSuite(
  programs: readonly LabProgram[],
  isInstalled: (program: LabProgram) => boolean,
  isRequired: boolean,
): SuitePlan {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) return { kind: 'run' };
  const isFailure = isRequired && missing.some((program) => !allowances.includes(program));
  const reason = `needs ${missing.map((program) => `${program} (Debian package ${labPrograms[program]})`).join(', ')}`;
  return { kind: isFailure ? 'fail' : 'skip', reason };
}

/**
 * A `describe` whose tests need programs of this machine. Where one is missing the suite is skipped under a name that says
 * what to install; with SESSION_DOCTOR_REQUIRE_LAB=1 it fails instead.
 */
export function describeWith(programs: readonly LabProgram[], name: string, body: () => void): void {
  const isRequired = process.env['SESSION_DOCTOR_REQUIRE_LAB'] === '1';
  const plan = planSuite(programs, (program) => findProgram(program) !== undefined, isRequired);
  switch (plan.kind) {
    case 'run':
      describe(name, body);
      return;
    case 'skip':
      describe.skip(`${name} [${plan.reason}]`, body);
      return;
    case 'fail':
      describe(name, () => {
        test(plan.reason, () => {
          throw new Error(`${name}: ${plan.reason}`);
        });
      });
  }
}
