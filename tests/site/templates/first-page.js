// What the first page finds out about this browser, and the files that it keeps, of this version and of older ones.

import {showStanding} from "./standing.js";
import {bytesOf, settled, takesFiles} from "./storage.js";

const {storage, prefix} = document.body.dataset;
const ROOM = 50e6; // bytes: the files of the whole course, written all over, take a tenth of that

function say(sentence) {
  const line = document.createElement("p");
  line.className = "warning";
  line.textContent = sentence;
  document.getElementById("said").append(line);
}

async function lookAtStorage() {
  if (!await takesFiles()) {
    say("This browser lets the page keep no files (a private window, a setting, or no room): you can run everything, but download a notebook before you close it, or it is gone.");
    return;
  }
  const {quota, usage} = await navigator.storage?.estimate?.() ?? {};
  if (quota - usage < ROOM) {
    say("There is little room left for this page's files, because the disk is nearly full or this is a private window: download a notebook before you close it.");
  }
}

async function filesIn(name) {
  const database = await settled(indexedDB.open(name));
  try {
    if (!database.objectStoreNames.contains("files")) return [];
    const all = await settled(database.transaction("files").objectStore("files").getAll());
    return all.filter(file => file.type !== "directory");
  } finally {
    database.close();
  }
}

function download(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytesOf(file)]));
  link.download = file.name;
  link.textContent = "Download";
  return link;
}

const isTheirs = file => !file.path.startsWith(".course"); // what lessons remember lies there

async function keptFiles() {
  const names = (await indexedDB.databases?.() ?? [{name: storage}]).map(each => each.name);
  const ours = names.filter(name => name.startsWith(prefix) && /[0-9]$/.test(name)).sort();
  return Promise.all(ours.map(async name => ({name, files: await filesIn(name)})));
}

function lineOf(name, file) {
  const line = document.createElement("li");
  const version = name === storage ? "" : `, version ${name.slice(prefix.length)}`;
  line.append(`${file.path}${version} `, download(file));
  return line;
}

// Anew whenever somebody comes to this page: it may stand open in another tab, or come back by the button Back.
async function listFiles() {
  const kept = await keptFiles();
  const theirs = kept.map(({name, files}) => ({name, files: files.filter(isTheirs)})).filter(({files}) => files.length);
  const lines = theirs.flatMap(({name, files}) => files.map(file => lineOf(name, file)));
  if (lines.length) document.getElementById("files").replaceChildren(...lines);
  showStanding(kept.find(({name}) => name === storage)?.files ?? []);
  return theirs;
}

async function nameOlderVersions() {
  for (const {name} of await listFiles()) {
    if (name === storage) continue;
    say(`This browser still has files that you wrote in version ${name.slice(prefix.length)} of the course: they are listed below, to download. The links above lead to this version's notebooks.`);
  }
}

if (typeof WebAssembly !== "object") {
  say("This browser can't run Python here: it has no WebAssembly, or it is switched off. You can read the lessons, or use another browser.");
}
navigator.serviceWorker?.register("service-worker.js?enableCache=false").catch(() => {
  say("This browser lets the page keep nothing for later (a private window, or a setting): it needs the network each time.");
});
let listing = lookAtStorage().then(nameOlderVersions).catch(() => {});
for (const comes of ["pageshow", "visibilitychange"]) {
  addEventListener(comes, () => { listing = listing.then(listFiles).catch(() => {}); });
}
