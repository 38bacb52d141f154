"""The tests that the `openai` source distribution carries, run against the practice platform.

`python -m tests.peer` downloads them from PyPI, starts a platform that knows their literal keys and ids, and
runs those for the resources that the platform serves.
"""
