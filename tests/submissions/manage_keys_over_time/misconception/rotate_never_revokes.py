# “The old key does no harm, and who knows.”
# cell: rotate
# fails: rotate_deletes_the_old_one_alone: Afterwards the old key is still there
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
    )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    return new.id
