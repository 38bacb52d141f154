/* What the page says while nobody answers: the course was stopped, nothing is lost, and how to go on. */

const MISSED_BEFORE_SAYING_SO = 2;

export function makeBanner(again) {
  const node = document.createElement('div');
  node.className = 'course-banner';
  node.setAttribute('role', 'alert');
  node.hidden = true;
  document.body.append(node);
  let missed = 0;
  let since = '';
  let command = 'course start';

  return {
    stopped() {
      missed += 1;
      if (missed === MISSED_BEFORE_SAYING_SO) {
        node.hidden = false;
        node.innerHTML =
          '<strong>The course was stopped.</strong> Leave this page open: what you have written stays here. ' +
          `To go on, type <code>${command}</code> in your terminal, as you did before.`;
      }
    },
    answered(standing) {
      const { started } = standing;
      command = standing.command;
      missed = 0;
      if (!since || since === started) {
        since = started;
        node.hidden = true;
        return;
      }
      since = started;
      again();
      node.hidden = false;
      node.innerHTML =
        '<strong>The course runs again.</strong> Python has forgotten your variables: run the cells from the top. ';
      const button = document.createElement('button');
      button.textContent = 'Good';
      button.addEventListener('click', () => (node.hidden = true));
      node.append(button);
    }
  };
}
