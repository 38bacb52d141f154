/*
 * A question of a lesson is a group of radio buttons in a cell's output. When one is chosen, the kernel of
 * that notebook is told so, and keeps it for the map. Nothing here is needed to read or to answer a question.
 *
 * The name of the buttons is `course.quiz.` and the question's, as `course_utils/kit/quizzes.py` writes it.
 */
(() => {
  const TARGET = 'course.quiz';

  function kernelAround(app, element) {
    for (const widget of app.shell.widgets('main')) {
      if (widget.node.contains(element)) {
        return widget.context?.sessionContext?.session?.kernel;
      }
    }
  }

  function tell(app, button) {
    const kernel = kernelAround(app, button);
    if (kernel) {
      const name = button.name.slice(TARGET.length + 1);
      kernel.createComm(TARGET).open({ name, choice: button.value });
    }
  }

  function isOption(element) {
    return element.type === 'radio' && element.name.startsWith(`${TARGET}.`);
  }

  function listen(app) {
    document.addEventListener('change', ({ target }) => {
      if (isOption(target)) {
        tell(app, target);
      }
    });
    // JupyterLab would take the arrows for itself, and go to the next cell
    const keepArrows = event => event.key.startsWith('Arrow') && isOption(event.target) && event.stopPropagation();
    window.addEventListener('keydown', keepArrows, true);
  }

  const plugin = { id: 'course-kit:choices', autoStart: true, activate: listen };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['course-kit'] = {
    init: () => undefined,
    get: async () => () => ({ __esModule: true, default: plugin })
  };
})();
