# “What I stored I know.”
# cell: store
# fails: recall_asks_the_keyring: Expected
# fails: recall_raises_without_a_key: raised no error
KNOWN = {}


def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    if service not in KNOWN:
        KNOWN[service] = keyring.get_password(service, "api-key")
    if KNOWN[service] is None:
        raise KeyError(service)
    return KNOWN[service]
