import { defineConfig } from 'vite';
import { land } from './scripts/land-plugin.ts';
import { offline } from './scripts/offline-plugin.ts';

// During development `npm run dev` serves the app and hands everything else to a running server.
const server = process.env.BUSCALL_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  build: {
    manifest: true,
    target: 'es2022',
    outDir: '../dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [land(), offline()],
  server: { proxy: { '/v1': server, '/sync': server, '/readyz': server } },
});
