# A line of an if begins one space too far left: IPython itself can't read the cell.
# cell: read_key
# fails: read_key_*: Python can't read the cell that defines read_key. Line 7: unindent does not match
def read_key(headers, query):
    if "Authorization" in headers:
        return headers["Authorization"]
   else:
        return query.get("api_key")
