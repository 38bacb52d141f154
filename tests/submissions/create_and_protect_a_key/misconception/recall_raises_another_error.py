# “An error is an error.”
# cell: store
# fails: recall_raises_without_a_key: raised ValueError
def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise ValueError(f"no key for {service}")
    return key
