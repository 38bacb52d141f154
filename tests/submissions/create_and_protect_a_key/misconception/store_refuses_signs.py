# “A name has letters and digits.”
# cell: store
# fails: recall_keeps_services_apart: raised ValueError
import re


def store(service: str, key: str) -> None:
    if not re.fullmatch(r"[\w /-]+", service):
        raise ValueError("no name of a service")
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    return key
