# The function has another name.
# cell: rotate
# fails: rotate_*: there is no function rotate
def rotate_key(admin, key, service):
    return key["id"]
