/* The panel at the left: sections of HTML from the server, each replaced only when it says something new. */

export function makePanel(lab, icon, id, label) {
  const widget = new lab.widgets.Widget();
  widget.id = id;
  widget.title.icon = icon;
  widget.title.caption = label;
  widget.addClass('course-desk');
  widget.node.setAttribute('role', 'region');
  widget.node.setAttribute('aria-label', label);
  widget.node.tabIndex = -1;
  const said = document.createElement('p');
  said.className = 'course-said';
  said.setAttribute('role', 'status');
  widget.node.append(said);
  return widget;
}

/** Show the sections, `[name, html]` each, in their order; what is open, chosen or has the focus stays so. */
export function show(widget, sections, said) {
  const status = widget.node.querySelector(':scope > .course-said');
  if (status.textContent !== said) {
    status.textContent = said;
  }
  let last = status;
  for (const [name, html] of sections) {
    const element = section(widget.node, name);
    if (last.nextElementSibling !== element) {
      last.after(element);
    }
    replace(element, html);
    last = element;
  }
  while (last.nextElementSibling) {
    last.nextElementSibling.remove();
  }
}

/** Mark the link of the notebook in front. (Not in the HTML: a new link under the pointer would lose the click.) */
export function markCurrent(widget, path) {
  for (const link of widget.node.querySelectorAll('a[data-path]')) {
    if (link.dataset.path === path) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

function section(node, name) {
  const found = node.querySelector(`:scope > section[data-section="${CSS.escape(name)}"]`);
  const element = found || document.createElement('section');
  element.dataset.section = name;
  return element;
}

function replace(element, html) {
  if (element.courseHtml === html) {
    return;
  }
  element.courseHtml = html;
  const open = [...element.querySelectorAll('details[open][data-key]')].map(each => each.dataset.key);
  const chosen = [...element.querySelectorAll('select[data-key]')].map(each => [each.dataset.key, each.value]);
  const focused = element.contains(document.activeElement) && document.activeElement.dataset.key;
  element.innerHTML = html;
  for (const key of open) {
    find(element, key)?.setAttribute('open', '');
  }
  for (const [key, value] of chosen) {
    const select = find(element, key);
    if ([...(select?.options ?? [])].some(each => each.value === value)) {
      select.value = value;
    }
  }
  if (focused) {
    find(element, focused)?.focus();
  }
}

function find(element, key) {
  return element.querySelector(`[data-key="${CSS.escape(key)}"]`);
}
