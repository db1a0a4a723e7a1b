// The weight of what a phone has to fetch before it shows anything, and of what a desk fetches besides. Fails where
// a part is heavier than it may be.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const DIST = path.resolve(import.meta.dirname, '../../dist');
const KB = 1024;
const BUDGETS = [
  { name: 'phone, scripts', entry: 'main', kind: 'js', max: 45 * KB },
  { name: 'phone, styles', entry: 'main', kind: 'css', max: 12 * KB },
  { name: 'desk, scripts', entry: 'planner', kind: 'js', max: 90 * KB },
];

const manifest = JSON.parse(readFileSync(path.join(DIST, '.vite/manifest.json'), 'utf8'));
const keyOf = {
  main: 'index.html',
  planner: Object.keys(manifest).find((key) => key.endsWith('planner/Planner.tsx')),
};

/** A part with everything that it needs at once. */
function withImports(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) withImports(next, found);
  return found;
}

function bytes(file) {
  const ready = path.join(DIST, `${file}.br`);
  return existsSync(ready)
    ? readFileSync(ready).length
    : brotliCompressSync(readFileSync(path.join(DIST, file))).length;
}

const phone = withImports(keyOf.main);
let tooHeavy = 0;
for (const { name, entry, kind, max } of BUDGETS) {
  const parts = [...withImports(keyOf[entry])].filter((key) => entry === 'main' || !phone.has(key));
  const files = parts.flatMap((key) => (kind === 'css' ? (manifest[key].css ?? []) : [manifest[key].file]));
  const total = files.filter((file) => file.endsWith(kind)).reduce((sum, file) => sum + bytes(file), 0);
  const verdict = total <= max ? 'ok' : 'TOO HEAVY';
  console.log(`${name}: ${(total / KB).toFixed(1)} KB of ${max / KB} KB brotli, ${verdict}`);
  tooHeavy += total <= max ? 0 : 1;
}
process.exitCode = tooHeavy > 0 ? 1 : 0;
