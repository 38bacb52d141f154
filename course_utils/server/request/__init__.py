"""The way of a request, step by step, and what it leaves behind.

`arrival` → `router` (404) → `credential` → `authenticate` and `allow_list` (401) → `authorise` by `scopes` (401) → `body` and `query` (400) →
`limit` and its `budget` (429) → a handler is handed a `call` → `record`. May import `database`, `catalogue` and `refusals`.
"""
