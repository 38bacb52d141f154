/* The check cells of an exercise: folded under the sentence of their rule, which says whether it is kept. */

const RULE = /check\(\s*"[^"]*",\s*"((?:[^"\\]|\\.)*)"/;

export class Cells {
  constructor(desk) {
    this.desk = desk;
    this.seen = new WeakSet();
    desk.lab.notebook.NotebookActions.executed.connect((_sender, told) => this.executed(told));
    desk.tracker.widgetAdded.connect((_tracker, panel) => this.added(panel));
    desk.tracker.forEach(panel => this.added(panel));
  }

  async added(panel) {
    await panel.context.ready;
    const decorate = () => panel.content.widgets.forEach(cell => this.fold(cell));
    panel.content.model.cells.changed.connect(() => requestAnimationFrame(decorate));
    decorate();
  }

  fold(cell) {
    if (this.seen.has(cell) || !isCheck(cell)) {
      return;
    }
    this.seen.add(cell);
    const button = document.createElement('button');
    button.className = 'course-rule';
    const rule = RULE.exec(cell.model.sharedModel.getSource())?.[1] ?? 'A check';
    button.textContent = rule.replaceAll('\\"', '"');
    button.addEventListener('click', () => open(!cell.hasClass('course-unfolded')));
    const open = yes => {
      cell.toggleClass('course-unfolded', yes);
      button.setAttribute('aria-expanded', String(yes));
    };
    cell.addClass('course-check');
    cell.inputArea.node.querySelector('.jp-InputArea-editor').before(button);
    open(false);
    const mark = () => this.mark(cell);
    cell.model.outputs.changed.connect(mark);
    cell.model.stateChanged.connect(mark);
    mark();
  }

  mark(cell) {
    cell.toggleClass('course-passed', passed(cell));
    cell.toggleClass('course-failed', failed(cell));
    cell.toggleClass('course-silent', outputs(cell).every(isPassedNote));
  }

  /**
   * Show the cell at which a run of many has stopped. What is finished is kept at once: a lesson is saved
   * when its last cell has run, an exercise is checked from the top when its last rule has turned green.
   */
  executed({ notebook, cell, success }) {
    const stoppedAt = notebook.widgets.indexOf(cell);
    const stopped = !success && !cell.model.getMetadata('tags')?.includes('raises-exception');
    if (stopped && stoppedAt >= 0 && notebook.activeCellIndex > stoppedAt + 1) {
      select(notebook, stoppedAt);
    }
    const panel = this.desk.tracker.find(each => each.content === notebook);
    const code = notebook.widgets.filter(each => each.model.type === 'code');
    const checks = code.filter(isCheck);
    if (panel && checks.length && checks.every(passed)) {
      this.desk.noticedAllGreen(panel.context.path);
    } else if (panel && success && cell === code.at(-1)) {
      this.desk.noticedTheEnd(panel.context);
    }
  }
}

/**
 * Give the cells that a cell needs to run first: those above it, checks left out, where one of them makes `name`.
 * Python starts empty, so that after each start they have to run again.
 */
export function cellsThatMake(panel, name, cell) {
  const above = panel.content.widgets.slice(0, panel.content.widgets.indexOf(cell));
  const before = above.filter(each => each.model.type === 'code' && !isCheck(each));
  const made = new RegExp(
    `\\bimport\\b(\\s*\\([^)]*|[^\\n]*)\\b${name}\\b|\\b(def|class)\\s+${name}\\b|^(\\w[\\w ,]*, *)?${name}\\b[\\w ,]*=[^=]`,
    'm'
  );
  return before.some(each => made.test(each.model.sharedModel.getSource())) ? before : [];
}

/** Show a cell of a notebook, with the cursor in it: the learner's own that a check is about. */
export async function goTo(panel, checkName) {
  const cells = panel.content.widgets;
  const check = cells.findIndex(cell => grader(cell).grade_id === checkName);
  let index = check;
  while (index > 0 && !grader(cells[index]).solution) {
    index -= 1;
  }
  panel.content.activate();
  await select(panel.content, index);
}

/** Select a cell. In one that can be written in, the cursor waits: a letter is no shortcut of JupyterLab's. */
async function select(notebook, index) {
  notebook.activeCellIndex = index;
  await notebook.scrollToItem(index, 'smart');
  const cell = notebook.activeCell;
  if (notebook.activeCellIndex === index && !cell.readOnly && !isCheck(cell)) {
    await cell.ready;
    notebook.mode = 'edit';
  }
}

function grader(cell) {
  return cell.model.getMetadata('nbgrader') ?? {};
}

export function isCheck(cell) {
  return cell.model.type === 'code' && Boolean(grader(cell).grade) && Boolean(grader(cell).locked);
}

function passed(cell) {
  return cell.model.executionCount !== null && cell.model.executionState !== 'running' && !failed(cell);
}

function failed(cell) {
  return outputs(cell).some(output => output.output_type === 'error');
}

function isPassedNote(output) {
  return String(output.data?.['text/html']).includes('course-note-passed');
}

function outputs(cell) {
  return cell.model.outputs.toJSON();
}
