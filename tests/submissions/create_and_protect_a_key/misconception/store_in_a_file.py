# “A file in the temporary folder is a vault.”
# cell: store
# fails: store_uses_the_keyring: The first key is not in haiku by the hour/api-key
# fails: recall_asks_the_keyring: raised KeyError
from pathlib import Path
from tempfile import gettempdir


def place(service: str) -> Path:
    return Path(gettempdir(), service.replace("/", "-"))


def store(service: str, key: str) -> None:
    place(service).write_text(key)


def recall(service: str) -> str:
    if not place(service).exists():
        raise KeyError(service)
    return place(service).read_text()
