# “An error of making is told in words of my own.”
# cell: rotate
# fails: rotate_an_error_of_making_passes_on: and not the API's own error
def rotate(admin: OpenAI, key: dict, service: str) -> str:
    projects = admin.admin.organization.projects
    pid = key["project_id"]
    try:
        new = projects.service_accounts.api_keys.create(
            key["service_account_id"], project_id=pid, name=key["name"], scopes=key["scopes"]
        )
    except OpenAIError as error:
        raise ValueError(str(error)) from error
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=pid)
        raise RuntimeError("the new key does not work") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=pid)
    return new.id
