# Lets str write each part down.
# cell: find_leaks
def find_leaks(notebook):
    places = {}
    number = 0
    for cell in notebook["cells"]:
        number += 1
        places[f"cell {number} source"] = cell["source"]
        if "outputs" in cell:
            for at in range(len(cell["outputs"])):
                places[f"cell {number} output {at + 1}"] = cell["outputs"][at]
        places[f"cell {number} metadata"] = cell["metadata"]
    places["metadata"] = notebook["metadata"]
    return [place for place, part in places.items() if KEY_PATTERN.findall(str(part))]
