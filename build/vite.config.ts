import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The window validates nothing: what it gets was checked in the main process. A schema library in it is a mistake. */
const withoutSchemas: Plugin = {
  name: 'without-schemas',
  enforce: 'pre',
  resolveId(source, importer) {
    if (/^zod(\/|$)/.test(source)) this.error(`zod must not be bundled into the window: ${importer ?? ''} imports it`);
  },
};

/** The window's page: relative addresses, since it is served by the app's own protocol, and nothing inlined as data. */
export default defineConfig({
  root: at('../renderer'),
  base: './',
  plugins: [withoutSchemas, react()],
  build: {
    target: 'chrome130',
    outDir: at('../out/renderer'),
    emptyOutDir: true,
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
