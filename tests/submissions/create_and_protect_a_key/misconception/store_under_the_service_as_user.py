# “The user is the service.”
# cell: store
# fails: store_uses_the_keyring: The first key is not in haiku by the hour/api-key
# fails: recall_asks_the_keyring: raised KeyError
def store(service: str, key: str) -> None:
    keyring.set_password(service, service, key)


def recall(service: str) -> str:
    key = keyring.get_password(service, service)
    if key is None:
        raise KeyError(service)
    return key
