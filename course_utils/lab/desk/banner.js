/* What the page says at its foot when something went wrong below it: what happened, that nothing is lost, what to do. */

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
  let problem = '';
  let endsWithAnAnswer = false;

  /** Show a title and a text, `nodes` and strings; it stays until it is read or, of a server, until that answers. */
  function show(title, nodes, untilAnswered = false) {
    const strong = document.createElement('strong');
    strong.textContent = title;
    node.replaceChildren(strong, ' ', ...nodes);
    node.hidden = false;
    endsWithAnAnswer = untilAnswered;
  }

  function say(title, text) {
    const button = document.createElement('button');
    button.textContent = 'Good';
    button.addEventListener('click', () => (node.hidden = true));
    show(title, [`${text} `, button]);
  }

  return {
    say,
    stopped() {
      missed += 1;
      if (missed === MISSED_BEFORE_SAYING_SO) {
        const typed = document.createElement('code');
        typed.textContent = command;
        const text = 'Leave this page open: what you have written stays here. To go on, type ';
        show('The course was stopped.', [text, typed, ' in your terminal, as you did before.'], true);
      }
    },
    refused(message) {
      if (problem !== message) {
        problem = message;
        show('The panel is not up to date.', [message], true);
      }
    },
    answered(standing) {
      const { started } = standing;
      const isAnother = since && since !== started;
      command = standing.command;
      since = started;
      missed = 0;
      problem = '';
      if (endsWithAnAnswer) {
        node.hidden = true;
        endsWithAnAnswer = false;
      }
      if (isAnother) {
        again();
        say('The course runs again.', 'Python has forgotten your variables: run the cells from the top.');
      }
    }
  };
}
