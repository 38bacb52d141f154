# “The number is the one in the brackets of a cell.”
# cell: find_leaks
# fails: find_leaks_counts_from_one: execution_count
import json


def in_it(value):
    return KEY_PATTERN.search(json.dumps(value)) is not None


def find_leaks(notebook: dict) -> list[str]:
    """Name the places of a notebook in which a key stands."""
    places = []
    for number, cell in enumerate(notebook["cells"], start=1):
        number = cell.get("execution_count") or number
        if in_it(cell["source"]):
            places.append(f"cell {number} source")
        for count, output in enumerate(cell.get("outputs", []), start=1):
            if in_it(output):
                places.append(f"cell {number} output {count}")
        if in_it(cell["metadata"]):
            places.append(f"cell {number} metadata")
    if in_it(notebook["metadata"]):
        places.append("metadata")
    return places
