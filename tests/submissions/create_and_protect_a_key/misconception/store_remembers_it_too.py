# “I remember it as well, so that it is quicker one day.”
# cell: store
# fails: store_uses_the_keyring: keeps something outside the keyring
remembered = {}


def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)
    remembered[service] = key


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    return key
