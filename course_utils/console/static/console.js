/* What a page does beyond its forms and links: copying, and keeping what was typed when something stands in the way. */

const KEY = /sk-[A-Za-z0-9_-]{16,}/;
const root = document.body.dataset.root;

function tell(words) {
  const toast = document.getElementById('toast');
  toast.textContent = words;
  toast.hidden = false;
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
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById(part.id);
    if (!fresh) {
      return;
    }
    part.innerHTML = fresh.innerHTML;
    if (!('refresh' in fresh.dataset)) {
      location.reload();
      return;
    }
  } catch {
    // the platform does not answer now; perhaps it does in a second
  }
  setTimeout(() => renew(part), 1000);
}

for (const part of document.querySelectorAll('[data-refresh]')) {
  setTimeout(() => renew(part), 1000);
}

/* A browser opens six connections to a server at most: a page that nobody sees holds none, and catches up when shown. */

function follow(address, newest, listeners) {
  let source;
  let wanted = true;
  function close() {
    source?.close();
    source = undefined;
  }
  function open() {
    if (source || !wanted || document.hidden) {
      return;
    }
    source = new EventSource(`${address}after=${newest}`);
    source.addEventListener('message', event => {
      newest = event.lastEventId;
    });
    for (const [name, listener] of Object.entries(listeners)) {
      source.addEventListener(name, listener);
    }
  }
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  window.addEventListener('pagehide', close);
  open();
  return paused => {
    wanted = !paused;
    (paused ? close : open)();
  };
}

/* Alerts announce themselves on every page. */

const frame = document.querySelector('[data-alerts]');
if (frame) {
  follow(`${root}alerts/events?`, frame.dataset.alerts, {
    message: event => tell(`Alert: ${JSON.parse(event.data)}`),
  });
}

/* Live rows: the newest on top, until somebody wants to read. */

const MOST_ROWS = 200;
const rows = document.querySelector('[data-live]');
const pause = document.getElementById('pause');

function slideIn(event) {
  document.getElementById('empty')?.remove();
  rows.closest('table').hidden = false;
  rows.insertAdjacentHTML('afterbegin', event.data);
  const row = rows.firstElementChild;
  row.classList.add('fresh');
  document.getElementById('said').textContent = row.querySelector('th').textContent;
  while (rows.children.length > MOST_ROWS) {
    rows.lastElementChild.remove();
  }
}

if (rows) {
  const hold = follow(`${rows.dataset.live}&`, rows.dataset.newest, {
    message: slideIn,
    'begun-afresh': () => location.reload(),
  });
  pause.hidden = false;
  pause.addEventListener('click', () => {
    const paused = pause.getAttribute('aria-pressed') !== 'true';
    hold(paused);
    pause.setAttribute('aria-pressed', String(paused));
    pause.querySelector('span + span').textContent = paused ? 'Go on' : 'Pause';
  });
}

for (const field of document.querySelectorAll('.filters select')) {
  field.addEventListener('change', () => field.form.submit());
}

/* The list of keys: when one is used, it says so. */

const list = document.querySelector('[data-live-keys]');
if (list) {
  follow(`${root}log/events?`, list.dataset.liveKeys, {
    message: event => {
      const row = document.createElement('tbody');
      row.innerHTML = event.data;
      const used = document.getElementById(row.firstElementChild.dataset.key)?.querySelector('.last-used');
      if (used) {
        used.textContent = 'just now';
      }
    },
  });
}
