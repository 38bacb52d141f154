# Ninety days, in the place of seconds.
# cell: rotate
# fails: rotate_a_new_key_in_the_vault: It ends 0:01:30 after it was made
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=project,
        name=key["name"],
        scopes=key["scopes"],
        expires_in_seconds=90,
    )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError(f"The new key of {key['name']} does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
