/*
 * The map at the left shows what its file says now. The server writes the file afresh when a notebook is
 * saved, and so does `course check`; JupyterLab itself looks at an open file only when it is saved there.
 *
 * This is what a build would make of it: a container of webpack's module federation, which is how
 * JupyterLab loads extensions. By hand it is short enough to read, and needs no build.
 */
(() => {
  const BETWEEN_LOOKS_MS = 2000;

  async function refresh(contents, document) {
    const there = await contents.get(document.path, { content: false });
    if (there.last_modified !== document.contentsModel.last_modified) {
      await document.revert();
    }
  }

  async function lookAtEveryPage(app) {
    for (const widget of app.shell.widgets('left')) {
      const document = widget.context;
      if (document && document.isReady && !document.model.dirty) {
        await refresh(app.serviceManager.contents, document);
      }
    }
  }

  function look(app) {
    lookAtEveryPage(app)
      .catch(() => undefined) // the server is away, which JupyterLab says by itself
      .then(() => setTimeout(look, BETWEEN_LOOKS_MS, app));
  }

  const plugin = { id: 'course-map:refresh', autoStart: true, activate: look };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['course-map'] = {
    init: () => undefined,
    get: async () => () => ({ __esModule: true, default: plugin })
  };
})();
