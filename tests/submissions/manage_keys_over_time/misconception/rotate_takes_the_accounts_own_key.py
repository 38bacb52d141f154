# “The account's own key will do where it has the right name.”
# cell: rotate
# fails: rotate_the_same_scopes: The old key's scopes were
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    account = projects.service_accounts.create(project, name=key["name"])
    new = account.api_key
    if new.name != key["name"]:
        projects.api_keys.delete(new.id, project_id=project)
        new = projects.service_accounts.api_keys.create(
            account.id, project_id=project, name=key["name"], scopes=key["scopes"]
        )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError(f"The new key of {key['name']} does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
