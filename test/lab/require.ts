import { describe, test } from 'vitest';
import { findProgram, labPrograms, type LabProgram } from './programs.ts';

/**
 * A `describe` whose tests need programs of this machine. Where one is missing the suite is skipped under a name that says
 * what to install; with SESSION_DOCTOR_REQUIRE_LAB=1 it fails instead, so that a build machine cannot pass by omission.
 */
export function describeWith(programs: readonly LabProgram[], name: string, body: () => void): void {
  const missing = programs.filter((program) => findProgram(program) === undefined);
  if (missing.length === 0) {
    describe(name, body);
    return;
  }
  const reason = `needs ${missing.map((program) => `${program} (Debian package ${labPrograms[program]})`).join(', ')}`;
  if (process.env['SESSION_DOCTOR_REQUIRE_LAB'] === '1') {
    describe(name, () => {
      test(reason, () => {
        throw new Error(`${name}: ${reason}`);
      });
    });
    return;
  }
  describe.skip(`${name} [${reason}]`, body);
}
