# “The number is the one in the brackets beside a cell.”
# cell: find_leaks
# fails: find_leaks_counts_from_one: Expected
# fails: find_leaks_once_and_in_order: Expected
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.search(json.dumps(part))

    found = []

    i = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            i += 1
        if leaks(cell["source"]):
            found.append(f"cell {i} source")
        for j, output in enumerate(cell.get("outputs", []), 1):
            if leaks(output):
                found.append(f"cell {i} output {j}")
        if leaks(cell["metadata"]):
            found.append(f"cell {i} metadata")
    if leaks(notebook["metadata"]):
        found.append("metadata")
    return found
