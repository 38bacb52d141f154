/*
 * What a build would make of the course's plug-ins: a container of webpack's module federation, which is
 * how JupyterLab loads extensions. By hand it is short enough to read, and needs no build.
 *
 * JupyterLab tells browsers to keep this file for a year. What it loads comes from the course's own server
 * extension, which lets browsers ask each time, so that a newer course is never shown by an older page.
 */
(() => {
  const SHARED = {
    application: '@jupyterlab/application',
    apputils: '@jupyterlab/apputils',
    coreutils: '@jupyterlab/coreutils',
    docmanager: '@jupyterlab/docmanager',
    launcher: '@jupyterlab/launcher',
    notebook: '@jupyterlab/notebook',
    rendermime: '@jupyterlab/rendermime',
    services: '@jupyterlab/services',
    ui: '@jupyterlab/ui-components',
    widgets: '@lumino/widgets'
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
    const address = lab.coreutils.PageConfig.getBaseUrl() + 'course/desk/plugins.js';
    const { plugins } = await import(address);
    return () => ({ __esModule: true, default: plugins(lab) });
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['course-desk'] = { init: given => void (scope = given), get };
})();
