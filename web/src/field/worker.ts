// Keeps the files of the field application, and nothing else: no answer of the API ever reaches it. Its scope is /terrain/ alone.
// The build writes the list of files and its version into it; another version is another cache, and takes over at the next opening.
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
const worker = self as unknown as {
  addEventListener(name: string, call: (event: never) => void): void;
  skipWaiting(): Promise<void>;
  clients: {claim(): Promise<void>};
  location: Location;
};
const FILES = '@files@' as unknown as string[];
const PREFIX = 'bassin-terrain-';
const CACHE = PREFIX + '@version@';
const HOME = '/terrain/';

async function keep(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((name) => new Request(HOME + name, {cache: 'reload'})));
  await worker.skipWaiting();
}

async function tidy(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request.mode === 'navigate' ? HOME : path)) ?? fetch(request);
}

worker.addEventListener('install', (event: Waiting) => event.waitUntil(keep()));
worker.addEventListener('activate', (event: Waiting) => event.waitUntil(tidy()));
worker.addEventListener('fetch', (event: Asked) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin || !url.pathname.startsWith(HOME)) return;
  event.respondWith(answer(event.request, url.pathname));
});
