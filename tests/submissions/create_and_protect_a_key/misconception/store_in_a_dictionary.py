# “A dictionary keeps it, too.”
# cell: store
# fails: store_uses_the_keyring: The first key is not in haiku by the hour/api-key
# fails: recall_asks_the_keyring: raised KeyError
KEPT = {}


def store(service: str, key: str) -> None:
    KEPT[service] = key


def recall(service: str) -> str:
    return KEPT[service]
