"""Puts a platform on a socket and keeps its folder.

`run` starts it, as a process or in this one; `app` answers HTTP over a `connection`; a `batch` decides together
what arrived together; `answer` gives what is sent its bytes and headers, and `sending` sends it. `folder` keeps keys
and database between runs, and `private` says what a platform is made from that keeps none. `in_turn` begins one
platform after another for a class that is graded, from a warm one that a `rehearsal` has used. Nothing of the server
imports this room.
"""
