# The name of the function is used for a value.
# cell: read_key
# fails: read_key_*: read_key is 'k1', text (a str), not a function
def read_key(headers, query):
    return headers.get("Authorization")


read_key = read_key({"Authorization": "k1"}, {})
