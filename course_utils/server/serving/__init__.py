"""Puts a platform on a socket and keeps its folder.

`run` starts it, as a process or in this one; `app` answers HTTP over a `connection`; a `batch` decides together
what arrived together; `folder` keeps keys and database between runs. Nothing of the server imports this room.
"""
