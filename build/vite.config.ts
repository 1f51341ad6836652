import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The window's page: relative addresses, since it is served by the app's own protocol, and nothing inlined as data. */
export default defineConfig({
  root: at('../renderer'),
  base: './',
  plugins: [react()],
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
