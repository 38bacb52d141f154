# “Whatever goes wrong is a RuntimeError.”
# cell: rotate
# fails: rotate_an_error_of_making_passes_on: RuntimeError came, and not the API
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = None
    try:
        new = projects.service_accounts.api_keys.create(
            key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
        )
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        if new:
            projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError(f"Something went wrong: {error}") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
