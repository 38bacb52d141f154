/*
 * What the site adds to JupyterLite, in a container as webpack's module federation has them, which is how it loads
 * extensions.
 */
(() => {
  const here = document.currentScript.src;
  const SERVICES = '@jupyterlite/services';

  let scope;

  async function get() {
    const { keep } = await import(new URL('kept.js', here));
    const { goOnBehindExpectedErrors } = await import(new URL('errors.js', here));
    const [version] = Object.values(scope[SERVICES]);
    const { IKernelSpecs } = (await version.get())();
    const plugins = [
      { id: 'course-page:kept', autoStart: true, activate: keep },
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
