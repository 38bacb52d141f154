"""The console: the practice platform's pages for people, below `/console/`.

A visit passes through in this order: `site` (headers, sign-in by `sessions`, errors) → `forms`, which reads what was
sent and refuses what is forged → a page of `pages`, by the table in `routes` → `changes`, for what alters something,
which asks the handlers of the Admin API as the owner (and so without a key) → a template of `templates`. `listing`,
`entries` and `counting` read what is shown; `as_code` writes a request as code; `permissions` and `words` put it as
people say it; `looks` gives palette, static files and Jinja2; `visit` is what each page gets.

The pages stand below a path that is another at each start. Who is not the owner sees one project, `only`. What
changes while a page is open comes over `events`.

Nothing is kept outside of the platform's database but who is signed in. A key's value is in the answer to the form
that made it, and nowhere else. May import `server`, `kit` and what everyone may; the server is handed `site.Console`
and does not import it.
"""
