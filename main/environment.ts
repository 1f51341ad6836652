import { arch, release, type } from 'node:os';
import type { Report } from '../app/model/report.ts';

/** Where this program runs, as the report says it. */
export function describeEnvironment(): Report['environment'] {
  return {
    os: `${type()} ${release()}`,
    arch: arch(),
    runtime: runtime(),
    elevated: process.getuid === undefined ? null : process.getuid() === 0,
  };
}

/** Electron's types promise that `process.versions` names it, which on the command line it does not. */
function runtime(): string {
  const { electron, node }: Partial<Record<string, string>> = process.versions;
  return electron === undefined ? `Node.js ${String(node)}` : `Electron ${electron}`;
}
