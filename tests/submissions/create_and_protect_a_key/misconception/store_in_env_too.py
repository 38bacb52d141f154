# “A copy in .env does no harm.”
# cell: store
# fails: store_uses_the_keyring: keeps something outside the keyring
def store(service: str, key: str) -> None:
    keyring.set_password(service, "api-key", key)
    with open(".env", "a") as file:
        file.write(f"OPENAI_API_KEY={key}\n")


def recall(service: str) -> str:
    key = keyring.get_password(service, "api-key")
    if key is None:
        raise KeyError(service)
    return key
