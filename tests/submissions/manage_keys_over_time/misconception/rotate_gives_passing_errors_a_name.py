# “An error that is not about permission is mine to name.”
# cell: rotate
# fails: rotate_an_error_of_making_passes_on: and not the API's own error
from openai import PermissionDeniedError


def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    try:
        new = projects.service_accounts.api_keys.create(
            key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
        )
    except PermissionDeniedError:
        raise
    except OpenAIError as error:
        raise ConnectionError("try again later") from error
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
