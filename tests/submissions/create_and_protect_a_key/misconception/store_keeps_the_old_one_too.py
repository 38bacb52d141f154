# “The old key may be needed again.”
# cell: store
# fails: store_uses_the_keyring: One place is enough
# fails: recall_keeps_services_apart: was stored under
def store(service: str, key: str) -> None:
    old = keyring.get_password(service, "api-key")
    if old:
        keyring.set_password(service + "-old", "api-key", old)
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    return key
