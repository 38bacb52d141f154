# Makes one text of each part.
# cell: find_leaks
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.search(json.dumps(part))

    found = []
    for i, cell in enumerate(notebook["cells"]):
        if leaks(cell["source"]):
            found.append(f"cell {i + 1} source")
        if cell["cell_type"] == "code":
            for j, output in enumerate(cell["outputs"]):
                if leaks(output):
                    found.append(f"cell {i + 1} output {j + 1}")
        if leaks(cell["metadata"]):
            found.append(f"cell {i + 1} metadata")
    if leaks(notebook["metadata"]):
        found.append("metadata")
    return found
