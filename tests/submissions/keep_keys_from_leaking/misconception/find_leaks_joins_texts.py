# “I make one text of all texts.”
# cell: find_leaks
# fails: find_leaks_metadata_at_any_depth: behind another one
def find_leaks(notebook):
    def text(part):
        if isinstance(part, dict):
            part = list(part.values())
        if isinstance(part, list):
            return "".join(text(each) for each in part)
        return part if isinstance(part, str) else ""

    places = {}
    for i, cell in enumerate(notebook["cells"], 1):
        places[f"cell {i} source"] = cell["source"]
        for j, output in enumerate(cell.get("outputs", []), 1):
            shown = [output.get(name) for name in ("text", "data", "traceback")]
            places[f"cell {i} output {j}"] = shown
        places[f"cell {i} metadata"] = cell["metadata"]
    places["metadata"] = notebook["metadata"]
    return [place for place, part in places.items() if KEY_PATTERN.search(text(part))]
