/*
 * The plug-ins that make JupyterLab the learner's desk, and the instructor's: `config/` says which of them are left out
 * for whom. `lab` holds JupyterLab's own modules, by short names.
 */

import { Console } from './console.js';
import { Desk } from './desk.js';
import { friendly } from './friendly.js';
import { amber } from './not_yet.js';
import { teach } from './teaching.js';

export function plugins(lab) {
  const { application, apputils, docmanager, launcher, notebook, rendermime } = lab;
  const desk = new Desk(lab);
  return [
    {
      id: 'course-desk:teaching',
      autoStart: true,
      requires: [application.ILabShell],
      activate: (app, shell) => teach(lab, app, shell)
    },
    {
      id: 'course-desk:panel',
      autoStart: true,
      requires: [application.ILabShell, notebook.INotebookTracker, docmanager.IDocumentManager],
      optional: [application.ILayoutRestorer],
      activate: (app, shell, tracker, documents, restorer) =>
        desk.open(app, shell, tracker, documents, restorer)
    },
    {
      id: 'course-desk:console',
      autoStart: true,
      requires: [apputils.IThemeManager],
      optional: [launcher.ILauncher],
      activate: (app, themes, tiles) => new Console(lab).offer(app, themes, tiles)
    },
    {
      id: 'course-desk:friendly',
      autoStart: true,
      requires: [apputils.IThemeManager],
      activate: (app, themes) => friendly(lab, app, themes)
    },
    {
      id: 'course-desk:not-yet',
      autoStart: true,
      requires: [rendermime.IRenderMimeRegistry],
      activate: (_app, registry) => amber(lab, registry, desk)
    },
    {
      id: 'course-desk:connection-lost',
      provides: application.IConnectionLost,
      activate: () => async () => desk.look()
    }
  ];
}
