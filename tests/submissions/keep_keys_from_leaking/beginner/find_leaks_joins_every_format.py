# “A format is a dictionary, or lines to join.”
# cell: find_leaks
# fails: find_leaks_every_output: TypeError
import json


def in_it(value):
    return KEY_PATTERN.search(json.dumps(value)) is not None


def find_leaks(notebook: dict) -> list[str]:
    """Name the places of a notebook in which a key stands."""
    places = []
    for number, cell in enumerate(notebook["cells"], start=1):
        if in_it(cell["source"]):
            places.append(f"cell {number} source")
        for count, output in enumerate(cell.get("outputs", []), start=1):
            texts = ["".join(output.get("text", "")), "\n".join(output.get("traceback", []))]
            for value in output.get("data", {}).values():
                texts.append("".join(value) if not isinstance(value, dict) else str(value))
            if in_it(texts):
                places.append(f"cell {number} output {count}")
        if in_it(cell["metadata"]):
            places.append(f"cell {number} metadata")
    if in_it(notebook["metadata"]):
        places.append("metadata")
    return places
