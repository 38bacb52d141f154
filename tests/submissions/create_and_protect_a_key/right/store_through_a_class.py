# an item of an object of a class that puts it into the keyring
# cell: store
class Vault:
    def __getitem__(self, service):
        found = keyring.get_password(service, "api-key")
        if found is None:
            raise KeyError(service)
        return found

    def __setitem__(self, service, key):
        keyring.set_password(service, "api-key", key)


vault = Vault()


def store(service: str, key: str) -> None:
    vault[service] = key


def recall(service: str) -> str:
    return vault[service]
