/*
 * In a page nobody waits for the learner's last save: a tab is closed, or a phone takes its memory back, without a word.
 * So this says at every moment whether the notebook is kept, and saves it when the page is left.
 *
 * JupyterLab itself saves each second what was changed. What changes while it saves it takes for saved: that is
 * mended here, or the last output of a cell could be lost.
 */
const SAYS = {
  changed: 'Saving…',
  saved: 'Saved in this browser',
  failed: 'Not saved: this browser has no room left, or refuses it. Download the notebook before you close this page.',
  refused: 'This browser keeps no files (a private window, or a setting). Download the notebook before you close this page.'
};

const sign = document.createElement('div');
sign.id = 'course-kept';
sign.setAttribute('role', 'status');
sign.style.cssText =
  'position: fixed; right: 4px; bottom: 4px; z-index: 100; max-width: 22rem; padding: 0 6px; pointer-events: none;' +
  'background: var(--jp-layout-color1); color: var(--jp-ui-font-color1); font: var(--jp-ui-font-size1) sans-serif;';

let refused = false;

function say(state) {
  sign.textContent = SAYS[refused ? 'refused' : state];
}

function watch({ context }) {
  let changedMeanwhile = false;
  context.model.contentChanged.connect(() => {
    changedMeanwhile = true;
    say('changed');
  });
  context.saveState.connect((_, state) => {
    if (state === 'started') {
      changedMeanwhile = false;
    } else if (state === 'completed' && changedMeanwhile) {
      context.model.dirty = true;
    } else if (state === 'completed') {
      say('saved');
    } else if (state === 'failed') {
      say('failed');
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && context.model.dirty) {
      context.save().catch(() => say('failed'));
    }
  });
}

function probe() {
  const fail = () => {
    refused = true;
    say('refused');
  };
  try {
    const opening = indexedDB.open('probe');
    opening.onsuccess = () => opening.result.close();
    opening.onerror = fail;
  } catch {
    fail();
  }
}

export function keep(app) {
  document.body.append(sign);
  probe();
  const seen = new Set();
  const look = () => {
    for (const widget of app.shell.widgets('main')) {
      if (widget.context && !seen.has(widget)) {
        seen.add(widget);
        widget.context.ready.then(() => watch(widget));
      }
    }
  };
  app.shell.currentChanged.connect(look);
  look();
}
