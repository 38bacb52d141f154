# “A 5xx will pass: later.”
# cell: rotate
# fails: rotate_an_error_of_making_passes_on: The making is answered with 500
from openai import InternalServerError


def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    try:
        new = projects.service_accounts.api_keys.create(
            key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
        )
    except InternalServerError as error:
        raise RuntimeError("Later.") from error
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
