# print shows it.
# cell: store
# fails: recall_asks_the_keyring: printing is not returning
# fails: recall_keeps_services_apart: printing is not returning
def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    print(key)
