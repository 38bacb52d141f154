# Takes the word away with lstrip, which takes letters, and those of the key with it.
# cell: read_key
# fails: read_key_finds_the_key: gave '-k1'. Expected: 'Bearer-k1'
def read_key(headers, query):
    text = query.get("api_key", "")
    for name, value in headers.items():
        if name.lower() == "authorization":
            if value.split()[:1] == [] or value.split()[0].lower() != "bearer":
                return None
            text = value.strip().lstrip("BEARERbearer ")
    return text.strip() if len(text.split()) == 1 else None
