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
