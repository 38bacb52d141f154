"""All questions about a key, in the order in which one would ask them; and `doctor()` for notebooks."""

import os
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from course_utils.leaks.doctor import address, answer, dotenv_file, key
from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.loading import is_for_openai, places

_PACKAGES = ("openai", "python-dotenv", "keyring")


def examine_key(
    environment: Mapping[str, str], folder: Path, *, online: bool = False
) -> Iterator[Diagnosis]:
    """Look for a key as a program does, and say what is wrong with it.

    Args:
        environment: the variables of that program.
        folder: where it runs, and where its `.env` is looked for, going upwards.
        online: ask a server elsewhere whether it takes the key.
    """
    file = dotenv_file.find(folder)
    in_file, name = dotenv_file.values(file), str(file or folder / ".env")
    held = list(places(environment, name))
    for_openai = is_for_openai(environment, name)
    used = key.used_place(held)
    yield from key.where_from(held)
    yield from (found := list(key.mistakes(held, for_openai=for_openai)))
    yield from key.other_names(environment, in_file, name, is_missing=used is None)
    yield from dotenv_file.examine(file, folder)
    goes_to = address.find(environment, in_file, name)
    value = used.value.reveal().strip() if used and used.value else ""
    if not value and not goes_to.place:
        return
    yield (sent := address.examine(goes_to, value))
    if value and "problem" not in (sent.verdict, *(each.verdict for each in found)):
        yield answer.examine(goes_to, value, online=online)


def versions() -> Diagnosis:
    """Name the versions of what deals with keys."""
    here, missing = [], []
    for package in _PACKAGES:
        try:
            here.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            missing.append(package)
    if missing:
        return Diagnosis(
            "Packages",
            "problem",
            f"Not installed: {', '.join(missing)}.",
            f"%pip install {' '.join(missing)}",
        )
    return Diagnosis("Packages", "ok", f"{', '.join(here)}.")


def doctor(*, online: bool = False) -> None:
    """Print, line by line, where this notebook's key comes from and what is wrong with it; never the key.

    Args:
        online: ask a server elsewhere, such as OpenAI's, whether it takes the key. It costs nothing. A practice
            platform on this computer is asked in any case.
    """
    for each in (versions(), *examine_key(os.environ, Path.cwd(), online=online)):
        print(f"{each.verdict:8} {each.about}: {each.text} {each.remedy}".rstrip())  # noqa: T201 - for the notebook
