import { Linter } from 'eslint';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { areas } from '../../build/eslint/import-edges.mjs';
import { importDirection } from '../../build/eslint/import-direction.mjs';
import { root } from '../../build/run.mjs';

const linter = new Linter({ cwd: root });

/** Lints one line as if it stood in the given file, and gives what the rule says. */
function verdict(file: string, code: string): string[] {
  const rules = { 'import-direction': importDirection } as unknown as Record<string, never>;
  const messages = linter.verify(
    code,
    {
      files: ['**/*.ts', '**/*.tsx'],
      languageOptions: { parser: tseslint.parser },
      plugins: { own: { rules } },
      rules: { 'own/import-direction': 'error' },
    },
    { filename: join(root, file) },
  );
  return messages.map(({ message }) => message);
}

interface Edge {
  readonly file: string;
  readonly code: string;
}

const allowed: readonly Edge[] = [
  { file: 'renderer/a.tsx', code: "import { english } from '../app/wording/english.ts';" },
  { file: 'renderer/a.tsx', code: "import { decimate } from '../app/latency/decimate.ts';" },
  { file: 'renderer/a.tsx', code: "import { causes } from '../app/knowledge/causes.ts';" },
  { file: 'renderer/a.tsx', code: "import { faultLine } from '../app/reasoning/fault-line.ts';" },
  { file: 'renderer/a.tsx', code: "import type { Case } from '../app/model/case.ts';" },
  { file: 'renderer/a.tsx', code: "import type { Bridge } from '../app/contract.ts';" },
  { file: 'renderer/a.tsx', code: "let bridge: import('../app/contract.ts').Bridge;" },
  { file: 'renderer/step/a.tsx', code: "import { useState } from 'react';" },
  { file: 'app/reasoning/a.ts', code: "import { Finding } from '../model/finding.ts';" },
  { file: 'app/model/a.ts', code: "import { z } from 'zod';" },
  { file: 'main/index.ts', code: "import { app } from 'electron';" },
  { file: 'main/ipc.ts', code: "import { ipcMain } from 'electron';" },
  { file: 'main/window.ts', code: "import { BrowserWindow } from 'electron';" },
  { file: 'main/preload.ts', code: "import { contextBridge } from 'electron';" },
  { file: 'main/index.ts', code: "import { openWindow } from './window.ts';" },
  { file: 'main/requests.ts', code: "import type { Handlers } from './ipc.ts';" },
  { file: 'main/cli.ts', code: "import { plan } from './diagnosis/plan.ts';" },
  { file: 'main/diagnosis/run.ts', code: "import { connect } from '../smb1/client.ts';" },
  { file: 'main/diagnosis/checks/tcp.ts', code: "import { connect } from '../../net/connect.ts';" },
  { file: 'main/smb1/client.ts', code: "import { connect } from '../net/connect.ts';" },
  { file: 'main/smb1/client.ts', code: "import { md4 } from '../ntlm/md4.ts';" },
  { file: 'main/smb1/client.ts', code: "import type { Clock } from '../clock.ts';" },
  { file: 'main/practice/server.ts', code: "import { decode } from '../smb1/codec/echo.ts';" },
  { file: 'main/net/connect.ts', code: "import { connect } from 'node:net';" },
  { file: 'main/version.ts', code: "import { version } from '../package.json';" },
  { file: 'main/diagnosis/run.ts', code: "import { start } from '../practice/server.ts';" },
  { file: 'test/main/a.test.ts', code: "import { Case } from '../../renderer/a.tsx';" },
];

const refused: readonly Edge[] = [
  { file: 'renderer/a.tsx', code: "import { connect } from '../main/net/connect.ts';" },
  { file: 'renderer/a.tsx', code: "import type { Client } from '../main/smb1/client.ts';" },
  { file: 'renderer/a.tsx', code: "let client: import('../main/smb1/client.ts').Client;" },
  { file: 'renderer/a.tsx', code: "import { Case } from '../app/model/case.ts';" },
  { file: 'renderer/a.tsx', code: "import { type Case } from '../app/model/case.ts';" },
  { file: 'renderer/a.tsx', code: "import { requests } from '../app/contract.ts';" },
  { file: 'renderer/a.tsx', code: "export { requests } from '../app/contract.ts';" },
  { file: 'renderer/a.tsx', code: "export * from '../app/model/case.ts';" },
  { file: 'renderer/a.tsx', code: "const later = import('../app/reasoning/rules.ts');" },
  { file: 'renderer/a.tsx', code: "import { findingsOf } from '../app/reasoning/findings.ts';" },
  { file: 'renderer/a.tsx', code: "import { z } from 'zod';" },
  { file: 'renderer/a.tsx', code: "import { z } from 'zod/v4-mini';" },
  { file: 'renderer/a.tsx', code: "import { ipcRenderer } from 'electron';" },
  { file: 'renderer/a.tsx', code: "import { readFile } from 'node:fs/promises';" },
  { file: 'renderer/a.tsx', code: "import fs from 'fs';" },
  { file: 'renderer/a.tsx', code: "import { helper } from '../test/helper.ts';" },
  { file: 'app/reasoning/a.ts', code: "import { connect } from '../../main/net/connect.ts';" },
  { file: 'app/reasoning/a.ts', code: "import type { Clock } from '../../main/clock.ts';" },
  { file: 'app/wording/a.ts', code: "import { theme } from '../../renderer/theme.ts';" },
  { file: 'app/contract.ts', code: "import { Buffer } from 'node:buffer';" },
  { file: 'app/model/a.ts', code: "import { app } from 'electron';" },
  { file: 'app/model/a.ts', code: "import { useState } from 'react';" },
  { file: 'app/a.ts', code: "import { root } from '../build/run.mjs';" },
  { file: 'main/cli.ts', code: "import { app } from 'electron';" },
  { file: 'main/worker.ts', code: "import { app } from 'electron/main';" },
  { file: 'main/diagnosis/run.ts', code: "import { app } from 'electron';" },
  { file: 'main/cli.ts', code: "import { openWindow } from './window.ts';" },
  { file: 'main/index.ts', code: "import { theme } from '../renderer/theme.ts';" },
  { file: 'main/window.ts', code: "import { createRoot } from 'react-dom/client';" },
  { file: 'main/net/connect.ts', code: "import { run } from '../diagnosis/run.ts';" },
  { file: 'main/ntlm/sign.ts', code: "import { run } from '../diagnosis/run.ts';" },
  { file: 'main/smb1/client.ts', code: "import { run } from '../diagnosis/run.ts';" },
  { file: 'main/smb2/client.ts', code: "import type { Run } from '../diagnosis/run.ts';" },
  { file: 'main/practice/server.ts', code: "import { run } from '../diagnosis/run.ts';" },
  { file: 'main/net/connect.ts', code: "import { decode } from '../smb1/codec/echo.ts';" },
  { file: 'main/net/connect.ts', code: "import { decode } from '../smb2/negotiate.ts';" },
  { file: 'main/ntlm/sign.ts', code: "import { decode } from '../smb1/codec/echo.ts';" },
  { file: 'main/ntlm/sign.ts', code: "import { decode } from '../smb2/negotiate.ts';" },
  { file: 'main/net/connect.ts', code: "import { decode } from '../ntlm/message.ts';" },
  { file: 'main/smb1/client.ts', code: "import { start } from '../practice/server.ts';" },
  { file: 'main/diagnosis/run.ts', code: "import { main } from '../cli.ts';" },
  { file: 'main/net/connect.ts', code: "import { version } from '../../package.json';" },
  { file: 'main/report/json.ts', code: "import { run } from '../diagnosis/run.ts';" },
];

describe('the direction of imports', () => {
  test.each(allowed)('$file: $code is allowed', ({ file, code }) => {
    expect(verdict(file, code)).toEqual([]);
  });

  test.each(refused)('$file: $code is refused', ({ file, code }) => {
    expect(verdict(file, code)).toEqual([expect.stringMatching(/must not import|imports only types|imports nothing/)]);
  });

  test('every area of the table exists once and names only areas of the table', () => {
    const names = areas.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { areas: others, typesOnly = [] } of areas) {
      for (const other of [...others, ...typesOnly]) expect([...names, 'main']).toContain(other);
    }
  });
});
