# “Better a key without scopes than none.”
# cell: rotate
# fails: rotate_an_error_of_making_passes_on: and yet the vault changed
from openai import BadRequestError


def rotate(admin, key, service):
    projects = admin.admin.organization.projects
    project, make = key["project_id"], projects.service_accounts.api_keys.create
    owner, name = key["service_account_id"], key["name"]
    try:
        new = make(owner, project_id=project, name=name, scopes=key["scopes"])
    except BadRequestError:
        new = make(owner, project_id=project, name=name)
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError(f"The new key of {name} does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
