/* What a page does beyond its forms and links: copying, and keeping what was typed when something stands in the way. */

const KEY = /sk-[A-Za-z0-9_-]{16,}/;
const root = document.body.dataset.root;

/* The browser sends no form again because somebody goes back or loads a page again. */
history.replaceState(history.state, '', location.href);

/* Words that come up: they stay until they are read, the newest at the end, the same ones once. */

const MOST_TOASTS = 4;
const toasts = document.getElementById('toasts');

function drop(toast) {
  toast?.remove();
  toasts.hidden = toasts.children.length === 0;
}

function tell(words) {
  drop([...toasts.children].find(each => each.firstChild.textContent === words));
  const toast = document.createElement('div');
  const text = document.createElement('p');
  const close = document.createElement('button');
  text.textContent = words;
  Object.assign(close, { type: 'button', textContent: '×', ariaLabel: 'Close', onclick: () => drop(toast) });
  toast.append(text, close);
  toasts.hidden = false;
  toasts.append(toast);
  if (toasts.children.length > MOST_TOASTS) {
    drop(toasts.firstChild);
  }
}

/* A page that goes on by itself says so when it does not. */

const SIGN_IN_AGAIN = 'This page stands still: your sign-in has ended. Sign in again in another tab, and it goes on.';
const START_AGAIN =
  'This page stands still: the platform does not answer. What you see is how it was. Start the course again, and sign in.';

function goesOn(status) {
  const still = document.getElementById('stands-still');
  const words = status < 400 && status ? '' : status === 401 ? SIGN_IN_AGAIN : START_AGAIN;
  if (still && still.textContent !== words) {
    still.textContent = words;
    still.hidden = !words;
  }
}

/* Copy: a tick tells that it is done. */

let copied = false;

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value || field.textContent);
  } catch {
    field.select?.();
    tell('The browser does not let this page copy. The text is selected: press Ctrl C, or Cmd C on a Mac.');
    return;
  }
  copied = true;
  for (const each of document.querySelectorAll(`[data-copy="${button.dataset.copy}"]`)) {
    each.classList.add('copied');
    (each.querySelector('span') ?? each).textContent = 'Copied';
  }
  if ('thenClose' in button.dataset) {
    button.closest('dialog').close();
  }
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', () => copy(button));
}

/* The value of a new key: Done asks once more, and nothing of it waits behind the Back button. */

const value = document.querySelector('[data-once]');
if (value) {
  // what Back and Reload lead to: not to a form that the browser would send again
  history.replaceState(null, '', 'shown-once');
  value.addEventListener('focus', () => value.select());
  value.addEventListener('copy', () => {
    copied = true;
  });
  document.getElementById('done').addEventListener('click', event => {
    if (!copied) {
      event.preventDefault();
      document.getElementById('sure').showModal();
    }
  });
  window.addEventListener('pagehide', () => {
    value.value = '';
    value.removeAttribute('value');
  });
}

/* A page that the browser kept is asked for again: it may tell of what was. */
window.addEventListener('pageshow', event => {
  if (event.persisted) {
    location.reload();
  }
});

/* A form: no key leaves with it, and what was typed stays when the platform does not answer. */

function holdsKey(form) {
  const found = [...form.elements].filter(field => field.type !== 'hidden' && KEY.test(field.value ?? ''));
  for (const field of found) {
    field.value = '';
    field.focus();
  }
  return found.length > 0;
}

async function answers() {
  try {
    return (await fetch(`${root}alive`, { redirect: 'manual' })).status;
  } catch {
    return 0;
  }
}

const SIGNED_OUT =
  'Your sign-in has ended, so nothing was sent. What you typed is still here: sign in again in another tab, then press the button once more.';
const STOPPED =
  'The platform does not answer, so nothing was sent. What you typed is still here: start the course again, sign in in another tab, then press the button once more.';
const PASTED =
  'That was a key, so nothing was sent, and the field is empty again. The key is still in your clipboard, where other programs can read it: copy something else now. If it is a real key that others may have seen, revoke it.';

async function send(event) {
  const form = event.target;
  if (form.dataset.sent) {
    return;
  }
  event.preventDefault();
  const status = await answers();
  if (status === 204) {
    form.dataset.sent = 'yes';
    form.requestSubmit(event.submitter);
    return;
  }
  tell(status === 401 ? SIGNED_OUT : STOPPED);
}

for (const form of document.querySelectorAll('form[data-guarded]')) {
  form.addEventListener('input', () => holdsKey(form) && tell(PASTED));
  form.addEventListener('submit', send);
}

/* What changes by itself is asked for again, a part of the page each second. */

async function renew(part) {
  try {
    const answer = await fetch(location.href);
    goesOn(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById(part.id);
    if (fresh) {
      part.innerHTML = fresh.innerHTML;
      if (!('refresh' in fresh.dataset)) {
        location.reload();
        return;
      }
    }
  } catch {
    goesOn(0);
  }
  setTimeout(() => renew(part), 1000);
}

for (const part of document.querySelectorAll('[data-refresh]')) {
  setTimeout(() => renew(part), 1000);
}

/* What comes in by itself. A browser opens six connections to a server at most: a page has one, and one that nobody
   sees has none, and catches up when it is shown. */

const MOST_ROWS = 200;
const frame = document.querySelector('[data-alerts]');
const log = document.querySelector('[data-live]');
const keys = document.querySelector('table.keys');
const newest = { alerts: frame?.dataset.alerts, requests: (log ?? keys)?.dataset.newest };
let paused = false;
let source;

const heard = {
  alert(event) {
    newest.alerts = event.lastEventId;
    tell(`Alert: ${JSON.parse(event.data)}`);
  },
  request(event) {
    newest.requests = event.lastEventId;
    (log ? slideIn : noteUse)(event.data);
  },
  'begun-afresh': () => location.reload(),
  full() {
    close();
    tell('Too many pages of this console are open, so this one stands still. Close some: it goes on by itself.');
    setTimeout(follow, 10_000);
  },
  open: () => goesOn(200),
  async error() {
    close();
    const status = await answers();
    goesOn(status);
    setTimeout(follow, status === 204 ? 500 : 3000);
  },
};

function close() {
  source?.close();
  source = undefined;
}

function follow() {
  if (source || document.hidden) {
    return;
  }
  const asked = new URLSearchParams(log?.dataset.live);
  asked.set('alerts', newest.alerts);
  if (newest.requests !== undefined && !paused) {
    asked.set('requests', newest.requests);
  }
  source = new EventSource(`${root}events?${asked}`);
  for (const [name, listener] of Object.entries(heard)) {
    source.addEventListener(name, listener);
  }
}

if (frame) {
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : follow()));
  window.addEventListener('pagehide', close);
  follow();
}

/* Live rows: the newest on top, until somebody wants to read. */

function slideIn(html) {
  document.getElementById('empty')?.remove();
  log.closest('table').hidden = false;
  log.insertAdjacentHTML('afterbegin', html);
  const row = log.firstElementChild;
  row.classList.add('fresh');
  document.getElementById('said').textContent = row.querySelector('th').textContent;
  while (log.children.length > MOST_ROWS) {
    log.lastElementChild.remove();
  }
}

const pause = document.getElementById('pause');
if (pause) {
  pause.hidden = false;
  pause.addEventListener('click', () => {
    paused = !paused;
    close();
    follow();
    pause.setAttribute('aria-pressed', String(paused));
    pause.querySelector('span + span').textContent = paused ? 'Go on' : 'Pause';
  });
}

for (const field of document.querySelectorAll('.filters select')) {
  field.addEventListener('change', () => field.form.submit());
}

/* The list of keys: when one is used, it says so. */

function noteUse(html) {
  const row = document.createElement('tbody');
  row.innerHTML = html;
  const used = document.getElementById(row.firstElementChild.dataset.key)?.querySelector('.last-used');
  if (used) {
    used.textContent = 'just now';
  }
}
