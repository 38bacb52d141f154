# “HTML is only layout.”
# cell: find_leaks
# fails: find_leaks_every_output: Here are three outputs with a key
import json


def find_leaks(notebook):
    def leaks(part):
        return KEY_PATTERN.search(json.dumps(part))

    found = []

    for i, cell in enumerate(notebook["cells"], 1):
        if leaks(cell["source"]):
            found.append(f"cell {i} source")
        for j, output in enumerate(cell.get("outputs", []), 1):
            plain = output.get("data", {}).get("text/plain", "")
            shown = [output.get("text", ""), output.get("traceback", ""), plain]
            if leaks(shown):
                found.append(f"cell {i} output {j}")
        if leaks(cell["metadata"]):
            found.append(f"cell {i} metadata")
    if leaks(notebook["metadata"]):
        found.append("metadata")
    return found
