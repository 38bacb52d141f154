"""What several rooms of the server name alike."""

from typing import Any

ORGANIZATION = "org-practice"


Json = dict[str, Any]
