// What this browser keeps files in, for the first page and for the pages of notebooks.

const PROBE = "probe";

export const settled = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// Tells whether it takes any: it may refuse (a private window, a setting), or have no room.
export async function takesFiles() {
  try {
    const opening = indexedDB.open(PROBE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(PROBE);
    const database = await settled(opening);
    await settled(database.transaction(PROBE, "readwrite").objectStore(PROBE).put("some text", PROBE));
    database.close();
    await settled(indexedDB.deleteDatabase(PROBE));
    return true;
  } catch {
    return false;
  }
}

// Gives what is in a kept file: a notebook's is an object, what a kernel wrote is in base64.
export function bytesOf({format, content}) {
  if (format === "base64") return Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
  return new TextEncoder().encode(format === "json" ? JSON.stringify(content, null, 1) : content);
}
