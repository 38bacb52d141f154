# The credential of a user name.
# cell: store
from keyring import get_credential, set_password


def store(service: str, key: str) -> None:
    set_password(service_name=service, username="api-key", password=key)


def recall(service: str) -> str:
    found = get_credential(service, "api-key")
    if found is not None:
        return found.password
    raise KeyError(f"{service} has no key")
