# The cell names something that is not there, before the function is defined.
# cell: read_key
# fails: read_key_*: the cell that defines read_key stopped with NameError: name 'Optional' is not defined
def read_key(headers, query) -> Optional[str]:
    return query.get("api_key")
