"""The course's keyring backend: `keyring` keeps practice keys in the practice platform's vault.

It is chosen in the course's own kernels (`environment.point_at`), so that nothing that a lesson or a task stores
ever gets into the learner's own keychain. A value that is no practice key is refused before it leaves the process.
"""

from urllib.parse import quote

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

from course_utils.keys import is_well_formed
from course_utils.known_keys import remember
from course_utils.practice import find_platform


class PracticeVault(KeyringBackend):
    """A keyring whose entries lie on the practice platform, which writes down each write and read."""

    priority = 0.5  # below every real keychain: it is never chosen by itself

    def get_password(self, service: str, username: str) -> str | None:
        """Give what is stored there, None where nothing is."""
        stored = find_platform().vault("GET", _path(service, username))
        return stored and remember(stored)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a practice key.

        Raises:
            PasswordSetError: it is none.
        """
        if not is_well_formed(password):
            raise PasswordSetError(
                "The practice vault takes whole practice keys only. A real key belongs into your own "
                "keychain, outside of this course."
            )
        find_platform().vault("PUT", _path(service, username), remember(password))

    def delete_password(self, service: str, username: str) -> None:
        """Delete what is stored there.

        Raises:
            PasswordDeleteError: nothing is.
        """
        if find_platform().vault("DELETE", _path(service, username)) is None:
            raise PasswordDeleteError(f"There is nothing in the practice vault for {service}.")


def _path(service: str, username: str) -> str:
    for name, text in (("service", service), ("user name", username)):
        if not isinstance(text, str):
            raise TypeError(
                f"A keyring finds a key by two texts, service and user name; the {name} is {text!r} here."
            )
    return f"{quote(service, safe='')}/{quote(username, safe='')}"
