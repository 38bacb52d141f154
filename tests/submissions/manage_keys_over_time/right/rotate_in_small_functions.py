# Each step is a function, and what was stored is read back.
# cell: rotate
def make(projects, key):
    return projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )


def proves(base_url, value):
    try:
        with OpenAI(api_key=value, base_url=base_url, max_retries=0) as client:
            return [model.id for model in client.models.list()] != []
    except OpenAIError:
        return False


def rotate(admin, key, service):
    projects = admin.admin.organization.projects
    new = make(projects, key)
    if not proves(str(admin.base_url), new.value):
        projects.api_keys.delete(new.id, project_id=key["project_id"])
        raise RuntimeError(f"{key['name']}: the new key does not work")
    keyring.set_password(service, "api-key", new.value)
    if keyring.get_password(service, "api-key") != new.value:
        raise RuntimeError("the vault is broken")
    if not proves(str(admin.base_url), new.value):
        raise RuntimeError("it stopped working")
    projects.api_keys.delete(key["id"], project_id=key["project_id"])
    return new.id
