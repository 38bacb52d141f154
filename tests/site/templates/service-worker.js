// Keeps what was loaded once, so that the next visit needs no network. What JupyterLite's own worker does (files that
// a kernel reads and writes) stays its own: it is imported below. A new build has another name here, and begins anew.

const KEPT = "{{ kept }}";
const COURSE = {{ course | tojson }};
const NOT_OURS = /\/api\/(drive|stdin|service-worker-heartbeat)/;

addEventListener("install", event => event.waitUntil(keepCourse().catch(() => {}))); // no room: later, one by one
addEventListener("activate", event => event.waitUntil(forgetOlder()));

addEventListener("fetch", event => {
  const {method, url} = event.request;
  if (method !== "GET" || new URL(url).origin !== location.origin || NOT_OURS.test(url)) return;
  event.stopImmediatePropagation();
  event.respondWith(answer(event.request));
});

// Lessons and exercises that nobody has opened yet can be opened without a network, too.
async function keepCourse() {
  await (await caches.open(KEPT)).addAll(COURSE);
}

async function forgetOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith("{{ prefix }}") && name !== KEPT) await caches.delete(name);
  }
}

async function answer(request) {
  const address = new URL(request.url);
  address.search = "";
  const kept = await caches.open(KEPT).catch(() => undefined);
  const known = await kept?.match(address);
  if (known) return known;
  const fresh = await fetch(request);
  if (fresh.ok) await kept?.put(address, fresh.clone()).catch(() => {}); // no room: then it is loaded again
  return fresh;
}

importScripts("{{ jupyterlite }}");
