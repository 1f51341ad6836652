import { arch, release, type } from 'node:os';
import type { Report } from '../app/model/report.ts';

/** Where this program runs, as the report says it. */
export function describeEnvironment(): Report['environment'] {
  const { electron, node } = process.versions;
  return {
    os: `${type()} ${release()}`,
    arch: arch(),
    runtime: electron === undefined ? `Node.js ${node}` : `Electron ${electron}`,
    elevated: process.getuid === undefined ? null : process.getuid() === 0,
  };
}
