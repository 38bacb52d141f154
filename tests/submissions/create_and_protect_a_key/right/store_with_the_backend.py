# The keyring itself is asked; an empty text is no key either.
# cell: store
USER = "api-key"


def store(service: str, key: str) -> None:
    ring = keyring.get_keyring()
    ring.set_password(service, USER, key)


def recall(service: str) -> str:
    found = keyring.get_keyring().get_password(service, USER)
    if not found:
        raise KeyError(service)
    return found
