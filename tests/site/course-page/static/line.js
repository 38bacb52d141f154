/*
 * The line at the foot of the page, and the notebooks that it is about.
 */
export function makeLine() {
  const line = document.createElement('div');
  line.style.cssText =
    'position: fixed; right: 4px; bottom: 4px; z-index: 100; max-width: 22rem; padding: 0 6px; pointer-events: none;' +
    'background: var(--jp-layout-color1); color: var(--jp-ui-font-color1); font: var(--jp-ui-font-size1) sans-serif;';
  document.body.append(line);
  const back = document.createElement('a');
  [back.href, back.textContent] = [new URL('../../../index.html', import.meta.url), 'All units, your files'];
  back.style.cssText = 'pointer-events: auto; color: var(--jp-content-link-color);';
  line.append(back);
  return line;
}

/* Calls `see` with each notebook or text that is opened, once it is there. */
export function everyNotebook(app, see) {
  const seen = new Set();
  const look = () => {
    for (const widget of app.shell.widgets('main')) {
      if (widget.context && !seen.has(widget)) {
        seen.add(widget);
        widget.context.ready.then(() => see(widget));
      }
    }
  };
  app.shell.currentChanged.connect(look);
  look();
}
