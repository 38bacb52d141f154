# Raises an error of its own whose text raises in turn.
# cell: read_key
# fails: read_key_*: raised Strange: it can't be shown
class Strange(Exception):
    def __str__(self):
        raise RuntimeError


def read_key(headers, query):
    raise Strange
