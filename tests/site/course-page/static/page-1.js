/*
 * What the site adds to JupyterLite, in a container as webpack's module federation has them, which is how it loads
 * extensions.
 */
(() => {
  const here = document.currentScript.src;
  const SERVICES = '@jupyterlite/services';
  const CORE = '@jupyterlab/coreutils';

  let scope;

  async function shared(name) {
    const [version] = Object.values(scope[name]);
    return (await version.get())();
  }

  async function get() {
    const { keep } = await import(new URL('kept.js', here));
    const { tell } = await import(new URL('told.js', here));
    const { everyNotebook, makeLine } = await import(new URL('line.js', here));
    const { goOnBehindExpectedErrors } = await import(new URL('errors.js', here));
    const { look } = await import(new URL('looks.js', here));
    const { makeRoom } = await import(new URL('room.js', here));
    const { IKernelSpecs } = await shared(SERVICES);
    const { PageConfig } = await shared(CORE);
    const takesFiles = await makeRoom(PageConfig);
    const plugins = [
      {
        id: 'course-page:line',
        autoStart: true,
        activate: app => {
          const line = makeLine();
          const notebooks = see => everyNotebook(app, see);
          keep(app, line, notebooks, takesFiles);
          look(notebooks);
          tell(line, notebooks, PageConfig.getOption('contentsStorageName'));
        }
      },
      {
        id: 'course-page:errors',
        autoStart: true,
        requires: [IKernelSpecs],
        activate: (_, specs) => goOnBehindExpectedErrors(specs)
      }
    ];
    return () => ({ __esModule: true, default: plugins });
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['course-page'] = { init: given => void (scope = given), get };
})();
