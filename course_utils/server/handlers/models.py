"""`/v1/models`."""

from course_utils.server import models
from course_utils.server.call import Answer, Call


def list_all(_call: Call) -> Answer:
    return Answer({"object": "list", "data": [model.as_json() for model in models.SERVED.values()]})


def retrieve(call: Call) -> Answer:
    return Answer(models.choose(call.path["model"]).as_json())
