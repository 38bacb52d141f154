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
  refused:
    'This browser keeps no files here (a private window, a setting, or no room). Download the notebook before you close this page.'
};

const sign = document.createElement('div');
sign.id = 'course-kept';
sign.setAttribute('role', 'status');

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

/* Without JupyterLab's window, which would open anew each second: it is tried again, and the line says how it went. */
function failQuietly(contents) {
  const save = contents.save.bind(contents);
  contents.save = async (...file) => {
    try {
      return await save(...file);
    } catch (error) {
      say('failed');
      throw Object.assign(new Error(error.message), { name: 'ModalCancelError' });
    }
  };
}

/* A checkpoint is a copy to go back to, made when a notebook opens: it opens all the same where there is no room for one. */
function openWithoutCheckpoint(contents) {
  const create = contents.createCheckpoint.bind(contents);
  contents.createCheckpoint = path =>
    create(path).catch(() => ({ id: '', last_modified: new Date().toISOString() }));
}

export function keep(app, line, notebooks, takesFiles) {
  line.append(sign);
  refused = !takesFiles;
  if (refused) {
    say('refused');
  }
  failQuietly(app.serviceManager.contents);
  openWithoutCheckpoint(app.serviceManager.contents);
  notebooks(watch);
}
