# “First all sources, then all outputs.”
# cell: find_leaks
# fails: find_leaks_once_and_in_order: Expected
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.search(json.dumps(part))

    found = []

    for i, cell in enumerate(notebook["cells"], 1):
        if leaks(cell["source"]):
            found.append(f"cell {i} source")
    for i, cell in enumerate(notebook["cells"], 1):
        for j, output in enumerate(cell.get("outputs", []), 1):
            if leaks(output):
                found.append(f"cell {i} output {j}")
    for i, cell in enumerate(notebook["cells"], 1):
        if leaks(cell["metadata"]):
            found.append(f"cell {i} metadata")
    if leaks(notebook["metadata"]):
        found.append("metadata")
    return found
