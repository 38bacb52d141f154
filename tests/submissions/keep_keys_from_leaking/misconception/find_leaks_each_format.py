# Two formats that show a key are two leaks.
# cell: find_leaks
# fails: find_leaks_once_and_in_order: and in two formats
import json


def find_leaks(notebook: dict) -> list[str]:
    places = []
    for number, cell in enumerate(notebook["cells"], start=1):
        if KEY_PATTERN.search(json.dumps(cell["source"])):
            places.append(f"cell {number} source")
        for count, output in enumerate(cell.get("outputs", []), start=1):
            parts = [output.get("text"), output.get("traceback")]
            for part in [*parts, *output.get("data", {}).values()]:
                if KEY_PATTERN.search(json.dumps(part)):
                    places.append(f"cell {number} output {count}")
        if KEY_PATTERN.search(json.dumps(cell["metadata"])):
            places.append(f"cell {number} metadata")
    if KEY_PATTERN.search(json.dumps(notebook["metadata"])):
        places.append("metadata")
    return places
