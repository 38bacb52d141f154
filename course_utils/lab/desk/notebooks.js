/* The course's notebooks in JupyterLab: their tabs, their toolbar, and what happens when one begins afresh. */

const NO_ROOM = /no space left|disk is full|not enough space/i;

export class Notebooks {
  constructor(desk) {
    this.desk = desk;
    this.known = {};
    this.begun = null; // how often each notebook has begun afresh, as far as this page has followed
    this.mayCheck = true;
    desk.tracker.widgetAdded.connect((_tracker, panel) => this.added(panel));
  }

  /** Take the names and kinds that the server gives to notebooks, by their paths. */
  name(notebooks) {
    this.known = notebooks;
    this.desk.tracker.forEach(panel => this.label(panel));
  }

  added(panel) {
    const { context } = panel;
    panel.courseMayName = keepTheFileName(panel);
    this.saveInTurn(context);
    this.explainRefusals(context);
    this.tellOfADeadPython(panel);
    const relabel = () => this.label(panel);
    context.pathChanged.connect(relabel);
    panel.title.changed.connect(relabel);
    context.ready.then(() => {
      relabel();
      stayClean(context);
    });
  }

  label(panel) {
    const { context, title } = panel;
    const named = this.known[context.path];
    if (named && panel.courseMayName && title.label !== named.label) {
      title.label = named.label;
      title.icon = this.icon(named.kind).bindprops({ stylesheet: 'mainAreaTab' });
    }
    if (named?.kind === 'exercise' && !panel.courseCheckButton) {
      const { toolbar } = panel;
      const button = new this.desk.lab.ui.ToolbarButton({
        className: 'course-check-button',
        label: 'Check my work',
        icon: this.icon('check'),
        tooltip: 'Save, and run every check from the top in a fresh Python',
        onClick: () => this.desk.attempt(() => this.desk.check(context.path))
      });
      button.enabled = this.mayCheck;
      panel.courseCheckButton = button;
      toolbar.insertItem(0, 'check-my-work', button); // where a narrow window hides what stands at the end
    }
  }

  /** Let the toolbars' *Check my work* be pressed, or not. */
  letCheck(may) {
    this.mayCheck = may;
    this.desk.tracker.forEach(panel => {
      if (panel.courseCheckButton) {
        panel.courseCheckButton.enabled = may;
      }
    });
  }

  icon(kind) {
    return this.desk.icon(`course:${kind}`, ICONS[kind]);
  }

  /**
   * One save at a time, and none over a notebook that has begun afresh: JupyterLab takes the first of two saves
   * at once, and a `course reset`, for a stranger's change, and asks which of the two files it should keep.
   */
  saveInTurn(context) {
    const save = context.save.bind(context);
    const saveIfThere = async () => {
      if (this.known[context.path]) {
        await this.desk.takeStanding();
      }
      return context.isDisposed ? undefined : save();
    };
    let last = Promise.resolve();
    let waiting = null; // it has not read the page yet, so it saves for all who ask meanwhile
    context.save = () => {
      waiting ??= last.then(() => {
        waiting = null;
        const saved = saveIfThere();
        last = saved.catch(() => undefined);
        return saved;
      });
      return waiting;
    };
  }

  /** Why a notebook of the course can't be opened says the panel, in place of JupyterLab's dialogs. */
  explainRefusals(context) {
    const tell = context._handleError;
    context._handleError = async (error, title) => {
      if (!context.isReady) {
        context.model.dirty = false; // nothing was loaded: JupyterLab, which closes the tab, has nothing to save
        await this.desk.takeStanding();
        if (this.desk.explains(context.path)) {
          this.close(context.path);
          return;
        }
      } else if (NO_ROOM.test(error.message)) {
        const text = `${this.nameOf(context)} stays on this page as you wrote it. Make room, then save again.`;
        this.desk.banner.say('Not saved: the disk is full.', text);
        return;
      } else if (this.isUnanswered(error)) {
        return; // the course was stopped, as the banner says
      }
      await tell.call(context, error, title);
    };
  }

  /** A Python that ended by itself is told in the banner, in place of JupyterLab's dialog. */
  tellOfADeadPython(panel) {
    const { statusChanged } = panel.sessionContext;
    const dialog = panel._onSessionStatusChanged;
    if (!dialog || !statusChanged.disconnect(dialog, panel)) {
      return;
    }
    let before = '';
    statusChanged.connect((_context, status) => {
      const name = this.nameOf(panel.context);
      if (status === 'autorestarting') {
        const text = `It has forgotten the variables of ${name}: run the cells from the top.`;
        this.desk.banner.say('Python ended, and was started again.', text);
      } else if (status === 'dead' && before.endsWith('restarting')) {
        const text = `What you wrote in ${name} is not lost. Choose Kernel → Restart Kernel… to try once more.`;
        this.desk.banner.say('Python ended, and does not start again.', text);
      }
      before = status;
    });
  }

  isUnanswered(error) {
    return error instanceof TypeError || error instanceof this.desk.lab.services.ServerConnection.NetworkError;
  }

  nameOf({ path }) {
    return this.known[path]?.label ?? path;
  }

  /** Save, and tell whether what is on the disk is now what is on the page. */
  async save(context) {
    try {
      await context.save();
    } catch {
      return false; // JupyterLab has said why
    }
    return !context.isDisposed && !context.model.dirty;
  }

  /* The kernels and their sessions ended with the course that was stopped, and JupyterLab would wait for them. */
  startKernels() {
    this.desk.tracker.forEach(async ({ sessionContext }) => {
      try {
        await sessionContext.shutdown();
        await sessionContext.changeKernel({ name: 'python3' });
      } catch (reason) {
        console.warn(reason);
      }
    });
  }

  /** Show anew what the server says was begun afresh; what was not saved yet goes into the file that is kept. */
  async bringBack(renewed) {
    const isFirstLook = this.begun === null;
    this.begun ??= {};
    for (const [path, { number, kept }] of Object.entries(renewed)) {
      const isNew = number > (this.begun[path] ?? 0);
      this.begun[path] = isNew ? number : this.begun[path];
      const open = this.desk.documents.findWidget(path, null);
      if (isNew && !isFirstLook && open) {
        await this.renew(open, kept);
      }
    }
  }

  close(path) {
    for (let view; (view = this.desk.documents.findWidget(path, null)); ) {
      view.dispose();
    }
  }

  /** Open a notebook anew, with a new Python: JupyterLab stumbles where a page is exchanged under its tab. */
  async renew(panel, kept) {
    const { app, documents, shell } = this.desk;
    const { context } = panel;
    if (context.model.dirty && kept) {
      const content = context.model.toJSON();
      await app.serviceManager.contents.save(kept, { type: 'notebook', format: 'json', content });
    }
    await context.sessionContext?.shutdown().catch(reason => console.warn(reason));
    const activate = shell.currentWidget === panel;
    this.close(context.path);
    documents.open(context.path, 'default', undefined, { activate });
  }
}

/** JupyterLab renames the file when a tab is named; tell whether that could be stopped for this one. */
function keepTheFileName(panel) {
  const renames = panel._onTitleChanged;
  return Boolean(renames) && panel.title.changed.disconnect(renames, panel);
}

/** A notebook is unsaved when something was typed, and not when JupyterLab writes down which Python runs. */
function stayClean(context) {
  const { model } = context;
  const opened = JSON.stringify(model.toJSON().cells);
  const look = (_model, change) => {
    if (change.name !== 'dirty' || !change.newValue) {
      return;
    }
    if (JSON.stringify(model.toJSON().cells) === opened) {
      model.dirty = false;
    } else {
      model.stateChanged.disconnect(look);
    }
  };
  model.stateChanged.connect(look);
  look(model, { name: 'dirty', newValue: model.dirty });
}

const svg = path =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16"><path class="jp-icon3" fill="#616161" d="${path}"/></svg>`;

const ICONS = {
  lesson: svg('M3 5c3-1 6-1 8 1v13c-2-2-5-2-8-1V5Zm10 1c2-2 5-2 8-1v13c-3-1-6-1-8 1V6Z'),
  exercise: svg('M4 17.25V20h2.75L16.8 9.94l-2.75-2.75L4 17.25ZM19.7 7.04a1 1 0 0 0 0-1.41L18.37 4.3a1 1 0 0 0-1.41 0l-1.3 1.3 2.75 2.75 1.3-1.3Z'),
  check: svg('M9 16.2 4.8 12l-1.4 1.4L9 19 21 7l-1.4-1.4L9 16.2Z')
};
