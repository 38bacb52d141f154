"""What the platform stores: `tables` in a `store` (SQLite or PostgreSQL), its `settings` and its `clock`.

`issuer` makes keys and everything that has an id; `forgetting` is what a reset takes. May import `catalogue`.
"""
