# Prints the key instead of returning it.
# cell: read_key
# fails: read_key_*: The function has no return, and printing is not returning
def read_key(headers, query):
    for name, value in headers.items():
        if name.lower() == "authorization":
            print(value.split()[-1])
