/*
 * Loads the save guard's part of the page from the course's own server, for learners and instructors. Why it
 * is done in two steps is said in `course-desk/static`.
 */
(() => {
  const SHARED = {
    apputils: '@jupyterlab/apputils',
    coreutils: '@jupyterlab/coreutils',
    docmanager: '@jupyterlab/docmanager'
  };

  let scope;

  async function share(name) {
    const [version] = Object.values(scope[name]);
    return (await version.get())();
  }

  async function get() {
    const lab = {};
    for (const [key, name] of Object.entries(SHARED)) {
      lab[key] = await share(name);
    }
    const address = lab.coreutils.PageConfig.getBaseUrl() + 'course/desk/guard.js';
    const { plugin } = await import(address);
    return () => ({ __esModule: true, default: plugin(lab) });
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['course-guard'] = { init: given => void (scope = given), get };
})();
