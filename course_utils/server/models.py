"""The models that the platform serves, and the names that the real API has retired."""

from dataclasses import dataclass

from course_utils.server import errors

MODEL = "gpt-5.4-mini"
"""The model that the course's own code asks for. It stands here and nowhere else."""


@dataclass(frozen=True)
class Model:
    """One entry of `GET /v1/models`; `created` is in seconds since 1970.

    `note` is what the platform adds in its hint header, if anything.
    """

    id: str
    created: int
    owned_by: str = "openai"
    note: str | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "object": "model",
            "created": self.created,
            "owned_by": self.owned_by,
        }


_RETIRED_GPT_4 = (
    "The real API announced that gpt-4 shuts down on 23 October 2026. The practice platform serves "
    f"it so that old examples run; new code asks for a current model such as {MODEL}."
)

SERVED = {
    model.id: model
    for model in (
        Model(MODEL, 1772755200),
        Model("gpt-5.4", 1772755200),
        Model("gpt-4o", 1715367049, "system"),
        Model("gpt-4", 1687882411, note=_RETIRED_GPT_4),
        Model("text-embedding-3-small", 1705948997, "system"),
    )
}

RETIRED = frozenset({"gpt-4-32k", "gpt-4-vision-preview", "gpt-4.5-preview", "text-davinci-003"})


def why_unknown(name: str) -> str:
    """Say in a sentence why a model's name is not served."""
    if name in RETIRED:
        return f"This model was retired: code that names it stopped working. Ask for {MODEL}."
    return f"No model has this name. GET /v1/models lists those there are, {MODEL} among them."


def choose(name: object) -> Model:
    """Find a served model.

    Raises:
        ApiError: 400 for a name that is no string, 404 for one that is not served.
    """
    if not isinstance(name, str):
        raise errors.invalid_value("model", "the name of a model")
    if name not in SERVED:
        raise errors.unknown_model(name, why_unknown(name))
    return SERVED[name]
