# “What I stored I know, what others store not.”
# cell: store
# fails: store_uses_the_keyring: keeps something outside the keyring
# fails: recall_asks_the_keyring: somebody else put another key there
KNOWN = {}


def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)
    KNOWN[service] = key


def recall(service: str) -> str:
    key = KNOWN.get(service) or keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    return key
