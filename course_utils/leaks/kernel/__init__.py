"""What keeps keys out of the messages that a kernel sends: `%load_ext course_utils.leaks`.

`values` says which values are known in this process, `streams` joins what was printed in pieces (`quick` says whether
that is worth a search), `messages` goes through whatever a message holds, and `extension` stands before the one door
through which every message leaves. `page` makes such a door for the kernel of a page, which has none.
"""
