# Takes for granted that the header is there.
# cell: read_key
# fails: read_key_finds_the_key: read_key({}, {"api_key": key}) raised KeyError: 'authorization'. The line was `value = sent["authorization"]`
# fails: read_key_ignores_case: raised KeyError
# fails: read_key_blank_is_no_key: raised KeyError
# fails: read_key_minds_whitespace: raised KeyError
def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    value = sent["authorization"]
    words = value.split()
    return words[1] if len(words) == 2 and words[0].lower() == "bearer" else None
