# “A key of a similar name will do.”
# cell: store
# fails: recall_raises_without_a_key: raised no error
def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    key = key or keyring.get_password(service.split()[0], "api-key")
    if key is None:
        raise KeyError(service)
    return key
