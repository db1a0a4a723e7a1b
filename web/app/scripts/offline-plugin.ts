// What a finished build still needs: the service worker, which knows every file of the shell by name, and
// compressed copies beside the files, so that the server compresses nothing.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';

const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest)$/;
// Smaller files gain nothing.
const COMPRESS_FROM_BYTES = 1024;
// The map's outlines and a font that few names need. They are kept once they have been fetched.
const FETCHED_WHEN_NEEDED = /^\/assets\/(land|countries)[-.]|archivo-latin-ext/;

function filesUnder(folder: string, root = folder): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory()
      ? filesUnder(full, root)
      : [`/${path.relative(root, full).replaceAll('\\', '/')}`];
  });
}

export function offline(): Plugin {
  let out = '';
  let root = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      out = path.resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const files = filesUnder(out)
        .filter((file) => !/\.(map|br|gz)$|^\/\.vite\//.test(file) && file !== '/sw.js')
        .toSorted();
      const hash = createHash('sha256');
      for (const file of files) hash.update(file).update(readFileSync(out + file));
      const shell = files.filter((file) => !FETCHED_WHEN_NEEDED.test(file));
      await build({
        configFile: false,
        logLevel: 'error',
        root,
        publicDir: false,
        define: {
          __PRECACHE__: JSON.stringify(shell),
          __BUILD__: JSON.stringify(hash.digest('hex').slice(0, 12)),
        },
        build: {
          outDir: out,
          emptyOutDir: false,
          target: 'es2022',
          lib: { entry: path.join(root, 'src/sw/sw.ts'), formats: ['es'], fileName: () => 'sw.js' },
        },
      });
      for (const file of filesUnder(out)) {
        if (!COMPRESSIBLE.test(file) || statSync(out + file).size <= COMPRESS_FROM_BYTES) continue;
        const bytes = readFileSync(out + file);
        writeFileSync(`${out}${file}.br`, brotliCompressSync(bytes));
        writeFileSync(`${out}${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
