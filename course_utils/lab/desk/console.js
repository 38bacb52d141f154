/* The practice platform's console: a page beside the notebook, from the panel and from the launcher. */

const ID = 'course-console';
export const COMMAND = 'course:console';

export class Console {
  constructor(lab) {
    this.lab = lab;
  }

  /** Add the command that opens the console, and its tile where new things are begun. */
  offer(app, themes, launcher) {
    Object.assign(this, { app, themes });
    const icon = new this.lab.ui.LabIcon({ name: 'course:console', svgstr: ICON });
    app.commands.addCommand(COMMAND, {
      label: 'Practice console',
      caption: 'Make, watch and revoke keys by hand',
      icon,
      execute: () => this.open(icon)
    });
    launcher?.add({ command: COMMAND, category: 'Other', rank: 0 });
    themes.themeChanged.connect(() => this.colour());
    document.addEventListener('click', event => this.follow(event, icon), true);
  }

  /** A link in an output, `#console/log/…`, leads to that page of the console. */
  follow(event, icon) {
    const link = event.target.closest?.('a[href^="#console/"]');
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      this.open(icon);
      this.frame.src = this.address(link.getAttribute('href').slice('#console/'.length));
    }
  }

  address(page) {
    return `${this.lab.coreutils.PageConfig.getBaseUrl()}course/console/${page}`;
  }

  open(icon) {
    const found = [...this.app.shell.widgets('main')].some(widget => widget.id === ID);
    if (!found) {
      this.app.shell.add(this.make(icon), 'main', { mode: 'split-right' });
    }
    this.app.shell.activateById(ID);
  }

  make(icon) {
    this.frame = document.createElement('iframe');
    this.frame.title = 'Practice console';
    this.frame.src = this.address('');
    this.frame.addEventListener('load', () => this.colour());
    const widget = new this.lab.widgets.Widget();
    widget.node.append(this.frame);
    widget.id = ID;
    widget.addClass('course-console');
    widget.title.label = 'Console';
    widget.title.closable = true;
    widget.title.icon = icon;
    return widget;
  }

  /** Let the page have JupyterLab's theme, which need not be the system's. */
  colour() {
    const page = this.frame?.contentDocument?.documentElement;
    if (page && this.themes.theme) {
      page.dataset.theme = this.themes.isLight(this.themes.theme) ? 'light' : 'dark';
    }
  }
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="16">
  <g class="jp-icon3" fill="#616161">
    <path d="M12.5 2.5a5 5 0 0 0-4.7 6.7L2 15v3h3.5v-2h2v-2h1.3l2-2a5 5 0 1 0 1.7-9.5Zm1.3 3a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6Z"/>
  </g>
</svg>`;
