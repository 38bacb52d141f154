"""What the platform stores: `tables` in a `store`, its `settings` and its `clock`.

An `engine` opens SQLite or PostgreSQL, and `schema` makes the tables there.
`issuer` makes keys and everything that has an id; `forgetting` is what a reset takes. May import `catalogue`.
"""
