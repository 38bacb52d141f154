# “Lists begin at 0.”
# cell: find_leaks
# fails: find_leaks_counts_from_one: Expected
# fails: find_leaks_once_and_in_order: Expected
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.search(json.dumps(part))

    found = []

    for i, cell in enumerate(notebook["cells"]):
        if leaks(cell["source"]):
            found.append(f"cell {i} source")
        for j, output in enumerate(cell.get("outputs", [])):
            if leaks(output):
                found.append(f"cell {i} output {j}")
        if leaks(cell["metadata"]):
            found.append(f"cell {i} metadata")
    if leaks(notebook["metadata"]):
        found.append("metadata")
    return found
