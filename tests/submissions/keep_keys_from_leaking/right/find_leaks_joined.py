# Joins lists of texts, and looks at each kind of output by name.
# cell: find_leaks
def whole(text):
    return text if isinstance(text, str) else "".join(text)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        if value and all(isinstance(part, str) for part in value):
            yield "".join(value)
        else:
            for part in value:
                yield from texts(part)


def texts_of(output):
    if output["output_type"] == "stream":
        yield whole(output["text"])
    elif output["output_type"] == "error":
        yield whole(output["traceback"])
    else:
        for value in output["data"].values():
            yield from texts(value)


def find_leaks(notebook):
    def any_key(found):
        return any(KEY_PATTERN.search(text) for text in found)

    places = []
    for n, cell in enumerate(notebook["cells"], 1):
        if KEY_PATTERN.search(whole(cell["source"])):
            places.append(f"cell {n} source")
        for m, output in enumerate(cell.get("outputs") or [], 1):
            if any_key(texts_of(output)):
                places.append(f"cell {n} output {m}")
        if any_key(texts(cell["metadata"])):
            places.append(f"cell {n} metadata")
    if any_key(texts(notebook["metadata"])):
        places.append("metadata")
    return places
