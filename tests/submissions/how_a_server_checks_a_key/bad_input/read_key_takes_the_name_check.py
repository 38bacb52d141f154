# Uses the name of the checks for something else.
# cell: read_key
# fails: *: your notebook uses the name check for something else: True, a truth value (a bool)
def read_key(headers, query):
    return query.get("api_key")


check = read_key({}, {"api_key": "k1"}) == "k1"
