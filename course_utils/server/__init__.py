"""The practice platform: OpenAI's HTTP API on the learner's own machine, on practice data.

A request passes through in this order: `serving` (a socket, the event loop's turn) → `platform`, which asks
`request` room by room (path, credential, look-up, scope, body, limits) → a handler of `handlers`, by the table in
`routes` → the record of it, in one transaction of `database`. `refusals` are the answers that say no; `operator` is
the side that only the platform's owner may ask; `catalogue` lists the models; `json_bytes` is orjson, or stands for
it. May import `keys`, `errors`, `platform_file` and `leaks.text`; the grading meets it over HTTP alone.
"""
