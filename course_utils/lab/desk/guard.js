/* A file that was not saved because a key is in it: says so, and masks the key when that is pressed. */

const REFUSED = 422; // as `course_utils/leaks/saving/extension.py` answers
const MASK = 'course_mask_keys';
const LABEL = 'Mask the key and save';

export function plugin(lab) {
  return {
    id: 'course-guard:saves',
    autoStart: true,
    requires: [lab.docmanager.IDocumentManager],
    activate: (app, documents) => new Guard(lab, app.serviceManager.contents, documents)
  };
}

class Guard {
  constructor(lab, contents, documents) {
    Object.assign(this, { lab, contents, documents });
    this.asking = new Map(); // by path: the answer that is waited for
    this.left = new Map(); // by path: what was said when somebody went back to look
    this.notes = new Map(); // by path: the note about what is still not saved
    this.toMask = new Set(); // paths whose next save masks
    this.write = contents.save.bind(contents);
    contents.save = (path, options) => this.save(path, options);
  }

  async save(path, options) {
    if (this.toMask.delete(path)) {
      return this.mask(path, options);
    }
    try {
      const saved = await this.write(path, options);
      this.forget(path);
      return saved;
    } catch (error) {
      if (error.response?.status !== REFUSED) {
        throw error;
      }
      if (await this.mayMask(path, error.message)) {
        return this.mask(path, options);
      }
      throw leftAlone();
    }
  }

  /** Ask once what to do; then a note in the corner stays until it is done, and no window stands in the way. */
  async mayMask(path, message) {
    if (this.left.get(path) === message) {
      this.note(path);
      return false;
    }
    if (this.asking.has(path)) {
      await this.asking.get(path);
      return false;
    }
    const { Dialog, showDialog } = this.lab.apputils;
    const asked = showDialog({
      title: 'Not saved: there is a key in it',
      body: message,
      buttons: [Dialog.cancelButton({ label: 'Back' }), Dialog.okButton({ label: LABEL })]
    });
    this.asking.set(path, asked);
    try {
      const { button } = await asked;
      if (!button.accept) {
        this.left.set(path, message);
        this.note(path);
      }
      return button.accept;
    } finally {
      this.asking.delete(path);
    }
  }

  /** Save with each key masked, and show what is in the file now. */
  async mask(path, options) {
    const saved = await this.write(path, { ...options, [MASK]: true });
    this.forget(path);
    const widget = this.documents.findWidget(path, null);
    const model = widget && this.documents.contextForWidget(widget)?.model;
    if (model) {
      const { type, format } = options;
      const { content } = await this.contents.get(path, { type, format, content: true });
      type === 'notebook' ? model.fromJSON(content) : model.fromString(content);
    }
    return saved;
  }

  note(path) {
    if (this.notes.has(path)) {
      return;
    }
    const callback = () => {
      this.notes.delete(path);
      const widget = this.documents.findWidget(path, null);
      if (widget) {
        this.toMask.add(path);
        this.documents.contextForWidget(widget).save().catch(reason => console.warn(reason));
      }
    };
    const { Notification } = this.lab.apputils;
    const name = path.split('/').pop();
    const id = Notification.error(`${name} is not saved: there is a key in it.`, {
      autoClose: false,
      actions: [{ label: LABEL, callback }]
    });
    this.notes.set(path, id);
  }

  forget(path) {
    this.left.delete(path);
    if (this.notes.has(path)) {
      this.lab.apputils.Notification.dismiss(this.notes.get(path));
      this.notes.delete(path);
    }
  }
}

/** JupyterLab says nothing more of a save that ends like this, and the file stays unsaved. */
function leftAlone() {
  const error = new Error('It was not saved: there is a key in it.');
  error.name = 'ModalCancelError';
  return error;
}
