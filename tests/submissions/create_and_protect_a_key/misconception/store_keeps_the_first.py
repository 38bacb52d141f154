# “What is stored is not written over.”
# cell: store
# fails: store_uses_the_keyring: key is not in haiku by the hour/api-key
# fails: recall_keeps_services_apart: Expected
def store(service: str, key: str) -> None:
    if keyring.get_password(service, "api-key") is None:
        keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    return key
