import { settled } from '../../../storage.js'; // beside the first page

/*
 * What somebody has to know of a notebook who opens it, one sentence each.
 */
const NO_PYTHON =
  "This browser can't run Python: it has no WebAssembly, or it is switched off. You can read here, or use another browser.";
const AGAIN =
  'This page was loaded again: what you wrote is here, what ran is forgotten. Run the cells again from the top.';

function addSentence(line, text) {
  const sentence = document.createElement('div');
  sentence.setAttribute('role', 'status');
  sentence.textContent = text;
  line.prepend(sentence);
  return sentence;
}

/* Until a cell is run: the notebook was run before, by the kernel of an earlier page. */
function tellThatItRan(line, { context }) {
  const cells = [...(context.model.cells ?? [])].filter(cell => cell.type === 'code');
  if (cells.every(cell => cell.executionCount === null)) {
    return;
  }
  const sentence = addSentence(line, AGAIN);
  for (const cell of cells) {
    cell.stateChanged.connect((_, { name }) => name === 'executionCount' && sentence.remove());
  }
}

async function has(storage, path) {
  const database = await settled(indexedDB.open(storage));
  try {
    return (
      database.objectStoreNames.contains('files') &&
      (await settled(database.transaction('files').objectStore('files').count(path))) > 0
    );
  } finally {
    database.close();
  }
}

/* Each version of the course has a storage of its own: of a notebook that is still untouched in this one. */
async function tellOfOlder(line, { context }, storage) {
  const [prefix] = storage.match(/^.* /);
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const older = names.filter(name => name !== storage && name.startsWith(prefix) && /[0-9]$/.test(name));
  if (names.includes(storage) && (await has(storage, context.localPath))) {
    return;
  }
  for (const name of older) {
    if (await has(name, context.localPath)) {
      const version = name.slice(prefix.length);
      addSentence(line, `What you wrote here in version ${version} of the course is on the first page, to download.`);
    }
  }
}

export function tell(line, notebooks, storage) {
  if (typeof WebAssembly !== 'object') {
    addSentence(line, NO_PYTHON);
  }
  notebooks(widget => {
    tellThatItRan(line, widget);
    tellOfOlder(line, widget, storage).catch(() => {}); // no storage
  });
}
