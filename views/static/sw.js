// Shows a page of our own where there is no line. It keeps that page and its sheet and nothing else: no page of the desk is ever kept.
const KEPT = 'merzim-offline-VERSION';
const PAGE = 'PAGE';
const FILES = ['PAGE', 'SHEET'];

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((kept) => kept.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const gone = (names) => names.filter((name) => name.startsWith('merzim-offline-') && name !== KEPT);
  event.waitUntil(caches.keys().then((names) => Promise.all(gone(names).map((name) => caches.delete(name)))));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate' && request.method === 'GET')
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (FILES.includes(new URL(request.url).pathname))
    event.respondWith(fetch(request).catch(() => caches.match(request)));
});
