/* Small things in which JupyterLab stands in a beginner's way. */

export function friendly(lab, app, themes) {
  endAtTheLastCell(lab.notebook.NotebookActions);
  obeyTheThemeMenu(app, themes);
}

/** JupyterLab adds an empty cell when the last one is run: the learner's file changes and grows. */
function endAtTheLastCell(actions) {
  const { runAndAdvance } = actions;
  actions.runAndAdvance = (notebook, ...others) =>
    notebook.activeCellIndex === notebook.widgets.length - 1
      ? actions.run(notebook, ...others)
      : runAndAdvance(notebook, ...others);
}

/** While the theme follows the system, JupyterLab's menu stops that and does nothing else: choose again for them. */
function obeyTheThemeMenu(app, themes) {
  app.commands.commandExecuted.connect(async (_commands, { id, args, result }) => {
    if (id === 'apputils:change-theme') {
      await result;
      if (themes.theme !== args.theme) {
        await themes.setTheme(args.theme);
      }
    }
  });
}
