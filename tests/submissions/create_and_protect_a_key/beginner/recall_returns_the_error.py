# Returns the error in the place of raising it.
# cell: store
# fails: recall_raises_without_a_key: gave back: KeyError. Expected: a KeyError that is raised
def store(service, key):
    keyring.set_password(service, "api-key", key)


def recall(service):
    found = keyring.get_password(service, "api-key")
    if found is None:
        return KeyError(service)
    return found
