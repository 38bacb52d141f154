# Lets httpx ignore the case of names, and its headers take letters of English only.
# cell: read_key
# fails: read_key_finds_the_key: raised UnicodeEncodeError
import httpx


def read_key(headers, query):
    value = httpx.Headers(headers).get("Authorization")
    words = ["bearer", *query.get("api_key", "").split()] if value is None else value.split()
    if len(words) == 2 and words[0].lower() == "bearer":
        return words[1]
    return None
