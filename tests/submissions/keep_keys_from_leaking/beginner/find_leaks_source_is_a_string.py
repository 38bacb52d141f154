# Searches a list of lines as if it were a text.
# cell: find_leaks
# fails: find_leaks_every_source: TypeError
# fails: find_leaks_once_and_in_order: TypeError
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.search(json.dumps(part))

    found = []

    for i, cell in enumerate(notebook["cells"], 1):
        if KEY_PATTERN.search(cell["source"]):
            found.append(f"cell {i} source")
        for j, output in enumerate(cell.get("outputs", []), 1):
            if leaks(output):
                found.append(f"cell {i} output {j}")
        if leaks(cell["metadata"]):
            found.append(f"cell {i} metadata")
    if leaks(notebook["metadata"]):
        found.append("metadata")
    return found
