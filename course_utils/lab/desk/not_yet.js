/* A check that is not passed yet is amber and says what to do; every other error looks as it always does. */

const ERROR = 'application/vnd.jupyter.error';
const STDERR = 'application/vnd.jupyter.stderr';
const OURS = ['NotYet', 'NotAttempted'];

export function amber(lab, registry, desk) {
  class ErrorOutput extends lab.widgets.Widget {
    async renderModel(model) {
      const error = model.data[ERROR];
      if (OURS.includes(error?.ename)) {
        this.addClass('course-not-yet');
        this.addClass('course-not-yet-text');
        this.node.textContent = error.evalue;
        this.error = error;
        if (this.isAttached) {
          await this.explain();
        }
        return;
      }
      const plain = registry.createRenderer(STDERR, {});
      plain.addClass('course-error');
      await plain.renderModel(new lab.rendermime.MimeModel({ data: { [STDERR]: model.data[STDERR] } }));
      this.node.replaceChildren(plain.node);
    }

    onAfterAttach() {
      this.explain();
    }

    /** Put the card in the place of the plain text; without a server the text stays. */
    async explain() {
      const cell = this.error && desk.cellAround(this.node);
      if (!cell) {
        return;
      }
      const card = await desk.ask('not-yet', { ...cell, message: this.error.evalue }).catch(() => null);
      if (card?.html) {
        this.removeClass('course-not-yet-text');
        this.node.innerHTML = card.html;
      }
    }
  }
  registry.addFactory({ safe: true, mimeTypes: [ERROR], createRenderer: () => new ErrorOutput() }, 0);
}
