# “A slash in a name is not safe.”
# cell: store
# fails: recall_keeps_services_apart: was stored under
def store(service: str, key: str) -> None:
    keyring.set_password(service.replace("/", "_"), "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service.replace("/", "_"), "api-key")
    if key is None:
        raise KeyError(service)
    return key
