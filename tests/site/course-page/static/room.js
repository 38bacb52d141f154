import { takesFiles } from '../../../storage.js'; // beside the first page

/*
 * Whether this browser keeps files for the page. Where it refuses (a private window, a setting) or has no room at all,
 * JupyterLite would not even open a notebook: then it gets storage in memory instead.
 */
const IN_MEMORY = JSON.stringify(['memoryStorageDriver']);

async function isThere(name) {
  try {
    return (await indexedDB.databases()).some(database => database.name === name);
  } catch {
    return false;
  }
}

/* Tells whether a learner's files can be kept. Those that were kept before stay in reach, also where no room is left. */
export async function makeRoom(pageConfig) {
  if (await takesFiles()) {
    return true;
  }
  pageConfig.setOption('settingsStorageDrivers', IN_MEMORY);
  pageConfig.setOption('workspacesStorageDrivers', IN_MEMORY);
  if (await isThere(pageConfig.getOption('contentsStorageName'))) {
    return true;
  }
  pageConfig.setOption('contentsStorageDrivers', IN_MEMORY);
  return false;
}
