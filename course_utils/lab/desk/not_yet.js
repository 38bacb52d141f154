/*
 * A check that is not passed yet is amber and says what to do. Every other error looks as it always does; where a
 * cell above has only not run yet, a button runs it.
 */

import { cellsThatMake, isCheck } from './cells.js';

const ERROR = 'application/vnd.jupyter.error';
const STDERR = 'application/vnd.jupyter.stderr';
const OURS = ['NotYet', 'NotAttempted'];
const UNKNOWN = /^name '(\w+)' is not defined/;

export function amber(lab, registry, desk) {
  class ErrorOutput extends lab.widgets.Widget {
    async renderModel(model) {
      const error = model.data[ERROR];
      if (OURS.includes(error?.ename)) {
        this.addClass('course-not-yet');
        this.addClass('course-not-yet-text');
        this.node.textContent = error.evalue;
      } else {
        const plain = registry.createRenderer(STDERR, {});
        plain.addClass('course-error');
        await plain.renderModel(new lab.rendermime.MimeModel({ data: { [STDERR]: model.data[STDERR] } }));
        this.node.replaceChildren(plain.node);
      }
      this.error = error; // from here on it can be explained, once it is seen
      if (this.isAttached) {
        await this.explain();
      }
    }

    onAfterAttach() {
      this.explain();
    }

    async explain() {
      if (OURS.includes(this.error?.ename)) {
        await this.showCard();
      } else {
        this.offerToRunWhatIsAbove();
      }
    }

    /** Put the card in the place of the plain text; without a server the text stays. */
    async showCard() {
      const found = desk.cellAround(this.node);
      const card = found && (await desk.explainCheck(found, this.error.evalue));
      if (card) {
        this.removeClass('course-not-yet-text');
        this.node.innerHTML = card;
      }
    }

    /** A name that a cell above makes is not known: that cell has not run since Python was started. */
    offerToRunWhatIsAbove() {
      const name = UNKNOWN.exec(this.error?.evalue)?.[1];
      const found = name && desk.cellAround(this.node);
      const before = found ? cellsThatMake(found.panel, name, found.cell) : [];
      if (!before.length || this.offered) {
        return;
      }
      this.offered = true;
      const { panel, cell } = found;
      const note = document.createElement('div');
      note.className = 'course-not-yet';
      note.innerHTML =
        `<p>A cell above makes <code>${name}</code>. It has not run since Python was started, or it stopped too early.</p>` +
        '<p class="course-buttons"><button>Run the cells above, then this one</button></p>';
      const { runCells } = lab.notebook.NotebookActions;
      note.querySelector('button').addEventListener('click', () => {
        runCells(panel.content, [...before, cell], panel.sessionContext);
      });
      if (isCheck(cell)) {
        this.node.replaceChildren();
      }
      this.node.append(note);
    }
  }
  registry.addFactory({ safe: true, mimeTypes: [ERROR], createRenderer: () => new ErrorOutput() }, 0);
}
