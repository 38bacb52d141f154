# “An old key is better than none.”
# cell: store
# fails: recall_raises_without_a_key: raised no error
LAST = {}


def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key") or LAST.get(service)
    if key is None:
        raise KeyError(service)
    LAST[service] = key
    return key
