// The service worker: the app's own files, from the cache first, so that it opens in a basement without
// waiting for a dead network. It never sees what people wrote: data is kept in IndexedDB by the page.
// Filled in by scripts/offline-plugin.ts.
declare const __PRECACHE__: string[];
declare const __BUILD__: string;

// The page's types and a worker's cannot stand in one program: tsconfig.sw.json checks this file.
const worker = self as unknown as ServiceWorkerGlobalScope;

const PREFIX = 'shell-';
const SHELL = PREFIX + __BUILD__;
const isHashed = (path: string) => path.startsWith('/assets/');
// Everything that the server answers itself.
const NOT_OURS = /^\/(v1|sync|docs|openapi\.json|healthz|readyz|metrics|a|s|feeds)(\/|$)/;

async function precache(): Promise<void> {
  const cache = await caches.open(SHELL);
  await Promise.all(
    __PRECACHE__.map(async (path) => {
      // The name of a hashed file says what is in it, so an older build's copy is the same.
      const kept = isHashed(path) ? await caches.match(path) : undefined;
      await (kept ? cache.put(path, kept) : cache.add(new Request(path, { cache: 'no-cache' })));
    }),
  );
}

async function forgetOlder(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== SHELL) await caches.delete(name);
  }
  await worker.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(path);
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok && isHashed(path)) await cache.put(path, fetched.clone());
  return fetched;
}

worker.addEventListener('install', (event) => event.waitUntil(precache()));
worker.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
worker.addEventListener('message', (event) => {
  if (event.data === 'update-now') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin || NOT_OURS.test(url.pathname))
    return;
  event.respondWith(answer(request, request.mode === 'navigate' ? '/index.html' : url.pathname));
});
