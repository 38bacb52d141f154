# “What is read is done with.”
# cell: store
# fails: recall_asks_the_keyring: raised KeyError
def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    keyring.delete_password(service, "api-key")
    return key
