# The notebook's own metadata is looked at with each cell: the last if stands too far to the right.
# cell: find_leaks
# fails: find_leaks_once_and_in_order: the notebook's own metadata
import json


def find_leaks(notebook: dict) -> list[str]:
    places = []
    for number, cell in enumerate(notebook["cells"], start=1):
        if KEY_PATTERN.search(json.dumps(cell["source"])):
            places.append(f"cell {number} source")
        for count, output in enumerate(cell.get("outputs", []), start=1):
            if KEY_PATTERN.search(json.dumps(output)):
                places.append(f"cell {number} output {count}")
        if KEY_PATTERN.search(json.dumps(cell["metadata"])):
            places.append(f"cell {number} metadata")
        if KEY_PATTERN.search(json.dumps(notebook["metadata"])):
            places.append("metadata")
    return places
