# Takes one parameter where the task gives two.
# cell: read_key
# fails: read_key_*: read_key can't be called as the task describes it
def read_key(request):
    return request["headers"]["Authorization"]
