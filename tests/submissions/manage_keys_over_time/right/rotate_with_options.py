# The admin client with another key is the prover.
# cell: rotate
def rotate(admin, key, service):
    organization = admin.admin.organization
    new = organization.projects.service_accounts.api_keys.create(
        service_account_id=key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=list(key["scopes"]),
    )
    works = False
    try:
        works = len(admin.with_options(api_key=new.value).models.list().data) > 0
    except Exception:
        works = False
    doomed = key["id"] if works else new.id
    if works:
        keyring.set_password(service, "api-key", new.value)
    organization.projects.api_keys.delete(doomed, project_id=key["project_id"])
    if not works:
        raise RuntimeError("proof failed")
    return new.id
