"""Other people's clients against the practice platform.

`python -m tests.clients` installs them from their registries into a temporary folder and lets each ask for a
haiku. They are what they are on the day of the run: no version is pinned, since users pin none either.
"""
