# Lists every object and asks git what each holds.
# cell: leaked_keys
import os


def leaked_keys(repository: Path) -> list[str]:
    keys: list[str] = []

    def take(body: bytes) -> None:
        if b"\0" in body[:8000]:
            return
        for key in KEY_PATTERN.findall(body.decode("utf-8", "replace")):
            if key not in keys:
                keys.append(key)

    here = str(repository)
    listed = git(repository, "rev-list", "--objects", "--branches", "--tags")
    for line in listed.splitlines():
        name = line.split(" ")[0]
        kind = git(repository, "cat-file", "-t", name).strip()
        if kind == "blob":
            command = ["git", "-C", here, "cat-file", "blob", name]
            take(subprocess.run(command, capture_output=True, check=True).stdout)
    tracked = git(repository, "-c", "core.quotePath=false", "ls-files")
    for name in tracked.splitlines():
        place = os.path.join(here, name)
        if os.path.exists(place):
            with open(place, "rb") as file:
                take(file.read())
    return keys
