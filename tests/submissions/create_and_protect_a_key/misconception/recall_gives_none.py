# “None says that there is none.”
# cell: store
# fails: recall_raises_without_a_key: Nothing is stored there, and recall gave back: NoneType
def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)


def recall(service: str) -> str:
    return keyring.get_password(service, "api-key")
