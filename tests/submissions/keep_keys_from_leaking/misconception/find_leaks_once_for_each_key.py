# “Every key is a leak of its own.”
# cell: find_leaks
# fails: find_leaks_once_and_in_order: Expected
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.findall(json.dumps(part))

    found = []

    for i, cell in enumerate(notebook["cells"], 1):
        found += [f"cell {i} source" for _ in leaks(cell["source"])]
        for j, output in enumerate(cell.get("outputs", []), 1):
            found += [f"cell {i} output {j}" for _ in leaks(output)]
        found += [f"cell {i} metadata" for _ in leaks(cell["metadata"])]
    found += ["metadata" for _ in leaks(notebook["metadata"])]
    return found
