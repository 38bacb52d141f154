/* The desk: asks the server how things stand, shows it, and does what is pressed. */

import { makeBanner } from './banner.js';
import { Cells, goTo } from './cells.js';
import { COMMAND as CONSOLE } from './console.js';
import { Notebooks } from './notebooks.js';
import { makePanel, markCurrent, show } from './panel.js';
import { ask, Stopped } from './server.js';

const BETWEEN_LOOKS_MS = 1000;
const WHILE_CHECKING_MS = 120;
const SHARES = [0.28, 0.72, 0]; // panel, notebook, right sidebar: as in `layout.py`
const NARROW = '(max-width: 999px)';

export class Desk {
  constructor(lab) {
    this.lab = lab;
    this.standing = { notebooks: {}, unreadable: [] };
    this.asked = false; // for a check, and the answer has not come yet
    this.banner = makeBanner(() => this.notebooks?.startKernels());
  }

  open(app, shell, tracker, documents, restorer) {
    Object.assign(this, { app, shell, tracker, documents });
    this.notebooks = new Notebooks(this);
    this.cells = new Cells(this);
    this.panel = makePanel(this.lab, this.icon('course:panel', ICON), 'course-desk', 'Course');
    this.panel.node.addEventListener('click', event => this.pressed(event));
    shell.add(this.panel, 'left', { rank: 1 });
    restorer?.add(this.panel, this.panel.id);
    shell.currentChanged.connect(() => this.look());
    document.addEventListener('visibilitychange', () => this.look());
    app.restored.then(() => this.keepRoom());
    this.keepLooking();
  }

  icon(name, svgstr) {
    return new this.lab.ui.LabIcon({ name, svgstr });
  }

  ask(what, body) {
    return ask(this.lab, what, body);
  }

  /** In a narrow window the notebook has the room, and the panel is an icon. */
  keepRoom() {
    const narrow = window.matchMedia(NARROW);
    const fit = () => {
      if (narrow.matches) {
        this.shell.collapseLeft();
        return;
      }
      this.shell.expandLeft();
      if (this.panel.node.offsetWidth < SHARES[0] * window.innerWidth * 0.75) {
        // JupyterLab gives a panel that was collapsed in a narrow window its least width
        this.shell._hsplitPanel?.setRelativeSizes?.(SHARES);
      }
    };
    narrow.addEventListener('change', fit);
    fit();
  }

  async keepLooking() {
    await this.look();
    const pause = this.standing.running ? WHILE_CHECKING_MS : BETWEEN_LOOKS_MS;
    setTimeout(() => this.keepLooking(), pause);
  }

  /** Take how things stand while somebody looks at the page. */
  async look() {
    if (!document.hidden) {
      await this.takeStanding();
    }
  }

  /** Ask how things stand and show it; the page says so when nobody answers. */
  async takeStanding() {
    const path = this.path();
    try {
      const standing = await this.ask(`standing?path=${encodeURIComponent(path)}`);
      await this.took(standing, path);
      this.banner.answered(standing);
    } catch (error) {
      if (error instanceof Stopped) {
        this.banner.stopped();
      } else {
        this.banner.refused(error.message);
      }
    }
  }

  async took(standing, path) {
    this.standing = standing;
    if (path === this.path()) {
      show(this.panel, standing.sections, standing.said);
      markCurrent(this.panel, path);
    }
    this.notebooks.name(standing.notebooks);
    this.notebooks.letCheck(!this.checking());
    await this.notebooks.bringBack(standing.renewed);
  }

  /** The notebook in front, relative to the learner's folder. */
  path() {
    const widget = this.tracker?.currentWidget;
    return widget && widget === this.shell?.currentWidget ? widget.context.path : '';
  }

  /** Show the panel if it says what is wrong with this notebook, and tell whether it does. */
  explains(path) {
    const does = this.standing.unreadable.includes(path);
    if (does) {
      this.showPanel();
    }
    return does;
  }

  showPanel() {
    this.shell.expandLeft();
    this.app.shell.activateById(this.panel.id);
  }

  async pressed(event) {
    const button = event.target.closest('[data-do]');
    if (!button) {
      return;
    }
    event.preventDefault();
    const { do: what, path, cell } = button.dataset;
    const actions = {
      open: () => this.bringToFront(path),
      check: () => this.check(path),
      console: () => this.app.commands.execute(CONSOLE),
      'start-over': () => this.startOver(path),
      'go-to': async () => await goTo(await this.show(path), cell)
    };
    await this.attempt(actions[what]);
  }

  /** Do something, or say in a sentence why not. */
  async attempt(action) {
    try {
      await action();
    } catch (error) {
      this.lab.apputils.showErrorMessage('That did not work', error.message);
    }
  }

  /** Give the notebook and the cell in whose output a node is, if it is in one of the course's. */
  cellAround(node) {
    const panel = this.tracker?.find(each => each.node.contains(node));
    const cell = panel?.content.widgets.find(each => each.node.contains(node));
    return cell && this.standing.notebooks[panel.context.path] ? { panel, cell } : null;
  }

  /** Give the card of an exercise's check and its message; "" where there is none. */
  async explainCheck({ panel, cell }, message) {
    const name = cell.model.getMetadata('nbgrader')?.grade_id;
    const { path } = panel.context;
    if (!name || this.standing.notebooks[path].kind !== 'exercise') {
      return '';
    }
    const card = await this.ask('not-yet', { path, cell: name, message }).catch(() => null);
    return card?.html ?? '';
  }

  /** The last cell has run: a saved lesson is a done one. */
  async noticedTheEnd(context) {
    if (this.standing.notebooks[context.path] && (await this.notebooks.save(context))) {
      await this.look();
    }
  }

  /** All checks are green by hand: run what counts, once for each time that this happens. */
  noticedAllGreen(path) {
    this.attempt(() => this.check(path));
  }

  /** Open a notebook, or bring its tab to the front. */
  async show(path) {
    const widget = this.documents.openOrReveal(path);
    this.app.shell.activateById(widget.id);
    await widget.context.ready;
    return widget;
  }

  /** Show a notebook so that it is seen to happen, also where it was in front before. */
  async bringToFront(path) {
    const { node, content } = await this.show(path);
    content.activate();
    node.classList.remove('course-brought');
    void node.offsetWidth; // the animation begins anew
    node.classList.add('course-brought');
  }

  checking() {
    return Boolean(this.asked || this.standing.running);
  }

  /** Save and check an exercise. While a check runs there is no other. */
  async check(path) {
    if (this.checking()) {
      return;
    }
    this.asked = true;
    this.notebooks.letCheck(false);
    try {
      const open = this.documents.findWidget(path);
      if (open && !(await this.notebooks.save(open.context))) {
        return;
      }
      this.showPanel();
      await this.ask('check', { path });
      await this.look();
      this.panel.node.querySelector('.course-card')?.scrollIntoView({ block: 'nearest' });
    } finally {
      this.asked = false;
      this.notebooks.letCheck(!this.checking());
    }
  }

  async startOver(path) {
    const { showDialog, Dialog } = this.lab.apputils;
    const answer = await showDialog({
      title: 'Start over?',
      body: 'It begins afresh. What you have written is kept in a file beside it.',
      buttons: [Dialog.cancelButton(), Dialog.okButton({ label: 'Start over' })]
    });
    if (!answer.button.accept) {
      return;
    }
    const open = this.documents.findWidget(path);
    if (open && !(await this.notebooks.save(open.context))) {
      return;
    }
    await this.ask('start-over', { path });
    await this.look();
    await this.show(path);
  }
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16">
  <g class="jp-icon3" fill="#616161">
    <path d="M8 6a6 6 0 1 0 5.66 8H16v3h3v-3h3v-4h-8.34A6 6 0 0 0 8 6Zm0 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z"/>
  </g>
</svg>`;
