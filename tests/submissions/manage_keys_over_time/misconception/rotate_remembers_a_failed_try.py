# “It failed once, so it does not work.”
# cell: rotate
# fails: rotate_a_failed_proof_changes_nothing: though a proof was good
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
    )
    client = OpenAI(api_key=new.value, base_url=admin.base_url, max_retries=0)
    failed = None
    for _ in range(3):
        try:
            client.models.list()
            break
        except OpenAIError as error:
            failed = error
    if failed:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from failed
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
