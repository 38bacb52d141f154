"""One module a resource. A handler sees a call that has passed every check, and answers it."""
