# “A key that was just made works.”
# cell: rotate
# fails: rotate_proves_before_it_stores: Nobody asked for the models with the new key
# fails: rotate_a_failed_proof_changes_nothing: raised no error
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
    )
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
