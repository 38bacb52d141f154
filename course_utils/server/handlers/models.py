"""`/v1/models`."""

from course_utils.server import catalogue
from course_utils.server.refusals import api_errors
from course_utils.server.request.call import Answer, Call

_FINE_TUNED = "ft:"


def list_all(_call: Call) -> Answer:
    return Answer(
        {"object": "list", "data": [model.as_json() for model in catalogue.SERVED.values()]}
    )


def retrieve(call: Call) -> Answer:
    return Answer(catalogue.choose(call.path["model"]).as_json())


def delete(call: Call) -> Answer:
    """Refuse to delete a model that everybody uses.

    Nothing is fine-tuned here, so a fine-tuned model is always gone already.
    """
    name = call.path["model"]
    if not name.startswith(_FINE_TUNED):
        raise api_errors.base_model(catalogue.choose(name).id)
    return Answer({"id": name, "object": "model", "deleted": True})
