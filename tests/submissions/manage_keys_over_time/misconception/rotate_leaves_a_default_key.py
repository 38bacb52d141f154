# “A new account, and its first key beside mine.”
# cell: rotate
# fails: rotate_deletes_the_old_one_alone: there is a key too many
# fails: rotate_a_failed_proof_changes_nothing: The new key was not deleted
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    account = projects.service_accounts.create(project, name=key["name"])
    new = projects.service_accounts.api_keys.create(
        account.id, project_id=project, name=key["name"], scopes=key["scopes"]
    )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
