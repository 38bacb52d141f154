"""The models that the platform serves, and the names that the real API has retired."""

from dataclasses import dataclass
from enum import StrEnum

from course_utils.server.refusals import api_errors

MODEL = "gpt-5.4-mini"
"""The model that the course's own code asks for. It stands here and nowhere else."""

NANODOLLARS_IN_A_DOLLAR = 1_000_000_000
"""Money is counted in nanodollars: prices of a token are whole numbers of them."""


class Usage(StrEnum):
    """What a model is used for; the value is the last part of the path that tells its usage."""

    COMPLETIONS = "completions"
    EMBEDDINGS = "embeddings"


@dataclass(frozen=True)
class Model:
    """One entry of `GET /v1/models`; `created` is in seconds since 1970.

    Attributes:
        input_price, output_price: in nanodollars a token, the same as dollars for a thousand million.
            They are practice prices, near enough to real ones to reason with.
        shutdown_date: when the real API stops serving it, if that is announced.
        note: what the platform adds in its hint header, if anything.
    """

    id: str
    created: int
    input_price: int
    output_price: int = 0
    usage: Usage = Usage.COMPLETIONS
    owned_by: str = "openai"
    shutdown_date: str | None = None
    note: str | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "object": "model",
            "created": self.created,
            "owned_by": self.owned_by,
            "shutdown_date": self.shutdown_date,
        }

    def cost(self, input_tokens: int, output_tokens: int) -> int:
        """Give the price of a request in nanodollars."""
        return input_tokens * self.input_price + output_tokens * self.output_price


_RETIRED_GPT_4 = (
    "The real API announced that gpt-4 shuts down on 23 October 2026. The practice platform serves "
    f"it so that old examples run; new code asks for a current model such as {MODEL}."
)

SERVED = {
    model.id: model
    for model in (
        Model(MODEL, 1772755200, 750, 4500),
        Model("gpt-5.4", 1772755200, 2500, 15000),
        Model("gpt-6-astra", 1788220800, 5000, 30000),
        Model("gpt-4o", 1715367049, 2500, 10000, owned_by="system"),
        Model("gpt-4", 1687882411, 30000, 60000, shutdown_date="2026-10-23", note=_RETIRED_GPT_4),
        Model("text-embedding-3-small", 1705948997, 20, usage=Usage.EMBEDDINGS, owned_by="system"),
        Model("text-embedding-3-large", 1705953180, 130, usage=Usage.EMBEDDINGS, owned_by="system"),
    )
}

RETIRED = frozenset({"gpt-4-32k", "gpt-4-vision-preview", "gpt-4.5-preview", "text-davinci-003"})


def why_unknown(name: str) -> str:
    """Say in a sentence why a model's name is not served."""
    if name in RETIRED:
        return f"This model was retired: code that names it stopped working. Ask for {MODEL}."
    return f"No model has this name. GET /v1/models lists those there are, {MODEL} among them."


def choose(name: object, usage: Usage | None = None) -> Model:
    """Find a served model, of use for what is asked.

    Raises:
        ApiError: 400 for a name that is no string, 404 for one that is not served or does something else.
    """
    if not isinstance(name, str):
        raise api_errors.invalid_value("model", "the name of a model")
    if name not in SERVED:
        raise api_errors.unknown_model(name, why_unknown(name))
    model = SERVED[name]
    if usage is not None and model.usage is not usage:
        raise api_errors.unsuitable_model(name, model.usage)
    return model
