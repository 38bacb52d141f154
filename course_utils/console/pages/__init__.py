"""The pages: a module each, with `show` for the page and `send` for the form on it."""
