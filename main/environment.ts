import { arch, release, type } from 'node:os';
import type { Report } from '../app/model/report.ts';

/** Where this program runs, as the report says it. `versions` is what the runtime says of itself. */
export function describeEnvironment(
  versions: Readonly<Partial<Record<string, string>>> = process.versions,
): Report['environment'] {
  const { electron, node } = versions;
  return {
    os: `${type()} ${release()}`,
    arch: arch(),
    runtime: electron === undefined ? `Node.js ${node ?? ''}` : `Electron ${electron}`,
    elevated: process.getuid === undefined ? null : process.getuid() === 0,
  };
}
