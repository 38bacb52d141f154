# “Capitals and spaces at the ends are slips.”
# cell: store
# fails: recall_keeps_services_apart: was stored under
def store(service: str, key: str) -> None:
    keyring.set_password(service.strip().lower(), "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service.strip().lower(), "api-key")
    if key is None:
        raise KeyError(service)
    return key
