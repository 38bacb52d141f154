# “Metadata is a name and a text.”
# cell: find_leaks
# fails: find_leaks_metadata_at_any_depth: have a key
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.search(json.dumps(part))

    found = []

    def told(metadata):
        return any(KEY_PATTERN.search(str(v)) for v in metadata.values() if isinstance(v, str))

    for i, cell in enumerate(notebook["cells"], 1):
        if leaks(cell["source"]):
            found.append(f"cell {i} source")
        for j, output in enumerate(cell.get("outputs", []), 1):
            if leaks(output):
                found.append(f"cell {i} output {j}")
        if told(cell["metadata"]):
            found.append(f"cell {i} metadata")
    if told(notebook["metadata"]):
        found.append("metadata")
    return found
