/* The instructor's panel: asks the server how the class stands, shows it, and begins what is pressed. */

import { makePanel, show } from './panel.js';
import { ask } from './server.js';

const BETWEEN_LOOKS_MS = 3000;
const WHILE_RUNNING_MS = 400;

export function teach(lab, app, shell) {
  const icon = new lab.ui.LabIcon({ name: 'course:teaching', svgstr: ICON });
  const panel = makePanel(lab, icon, 'course-teaching', 'Your class');
  shell.add(panel, 'left', { rank: 1 });
  app.restored.then(() => shell.activateById(panel.id));

  let waiting, followed;

  async function look() {
    clearTimeout(waiting);
    let pause = BETWEEN_LOOKS_MS;
    if (!document.hidden) {
      try {
        const standing = await ask(lab, 'teaching');
        show(panel, standing.sections, standing.said);
        follow();
        pause = standing.running ? WHILE_RUNNING_MS : pause;
      } catch (error) {
        show(panel, [['head', '<h1>Your class</h1><p class="course-problem"></p>']], error.message);
        panel.node.querySelector('.course-problem').textContent = error.message;
      }
    }
    waiting = setTimeout(look, pause);
  }

  /** Show the last lines of the command; where its text has the focus, keep all of it in view while it grows. */
  function follow() {
    const told = panel.node.querySelector('.course-told');
    if (told && told !== followed) {
      followed = told; // it is another element whenever it says something new
      told.scrollTop = told.scrollHeight;
      if (told === document.activeElement) {
        told.closest('section').scrollIntoView({ block: 'nearest' });
      }
    }
  }

  panel.node.addEventListener('click', async event => {
    const button = event.target.closest('button[data-do]');
    if (!button) {
      return;
    }
    const file = button.dataset.file ?? button.parentElement.querySelector('select')?.value;
    try {
      await ask(lab, 'teaching', { ...button.dataset, file });
    } catch (error) {
      await look();
      lab.apputils.showErrorMessage('That did not work', error.message);
      return;
    }
    await look();
    const told = panel.node.querySelector('.course-told'); // the button can't keep the focus: it is disabled now
    told?.focus({ preventScroll: true });
    told?.closest('section').scrollIntoView({ block: 'nearest' });
  });
  look();
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16">
  <g class="jp-icon3" fill="#616161">
    <path d="M3 4h18v12h-7v2h3v2H7v-2h3v-2H3V4Zm2 2v8h14V6H5Zm2 5h2v2H7v-2Zm4-3h2v5h-2V8Zm4 2h2v3h-2v-3Z"/>
  </g>
</svg>`;
