"""Puts a platform on a socket and keeps its folder.

`run` starts it, as a process or in this one; `app` answers HTTP over a `connection`; a `batch` decides together
what arrived together; `answer` gives what is sent its bytes and headers; `folder` keeps keys and database between runs, and
`private` says what a platform is made from that keeps none. Nothing of the server imports this room.
"""
