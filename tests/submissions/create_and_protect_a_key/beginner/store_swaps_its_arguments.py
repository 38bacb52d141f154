# User and service change places.
# cell: store
# fails: store_uses_the_keyring: The first key is not in
# fails: recall_keeps_services_apart: Expected
def store(service: str, key: str) -> None:
    keyring.set_password("api-key", service, key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    return key
