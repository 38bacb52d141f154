# “There is one service: mine.”
# cell: store
# fails: store_uses_the_keyring: The first key is not in
# fails: recall_asks_the_keyring: Expected
# fails: recall_keeps_services_apart: Expected
# fails: recall_raises_without_a_key: Nothing is stored there, and recall gave back: str
SERVICE = "haiku-by-the-hour"


def store(service: str, key: str) -> None:
    keyring.set_password(SERVICE, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(SERVICE, "api-key")
    if key is None:
        raise KeyError(service)
    return key
