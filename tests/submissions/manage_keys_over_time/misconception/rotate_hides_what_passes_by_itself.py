# “What is over in a minute is no error: the old key is good.”
# cell: rotate
# fails: rotate_an_error_of_making_passes_on: raised no error
from openai import APIConnectionError, InternalServerError, NotFoundError, RateLimitError

PASSING = (APIConnectionError, InternalServerError, NotFoundError, RateLimitError)


def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    try:
        new = projects.service_accounts.api_keys.create(
            key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
        )
    except PASSING:
        return key["id"]
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
