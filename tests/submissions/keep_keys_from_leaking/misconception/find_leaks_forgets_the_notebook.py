# “A notebook is its cells.”
# cell: find_leaks
# fails: find_leaks_metadata_at_any_depth: have a key
# fails: find_leaks_once_and_in_order: Expected
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.search(json.dumps(part))

    found = []

    for i, cell in enumerate(notebook["cells"], 1):
        if leaks(cell["source"]):
            found.append(f"cell {i} source")
        for j, output in enumerate(cell.get("outputs", []), 1):
            if leaks(output):
                found.append(f"cell {i} output {j}")
        if leaks(cell["metadata"]):
            found.append(f"cell {i} metadata")
    return found
