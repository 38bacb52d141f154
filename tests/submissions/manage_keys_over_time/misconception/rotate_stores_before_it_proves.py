# “If it does not work, I see it soon enough.”
# cell: rotate
# fails: rotate_proves_before_it_stores: It lay in the vault before it was proved
# fails: rotate_a_failed_proof_changes_nothing: yet the vault has another key
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
    )
    keyring.set_password(service, "api-key", new.value)
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
