# “There is one platform, the notebook's.”
# cell: rotate
# fails: rotate_proves_before_it_stores: Nobody asked for the models with the new key at admin.base_url
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
    )
    try:
        OpenAI(api_key=new.value, base_url=platform.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError(f"The new key of {key['name']} does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
