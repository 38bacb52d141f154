# Makes the account with its key, and deletes that one.
# cell: keys_per_environment
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    api = admin.admin.organization.projects
    ids = [api.create(name=name).id for name in environments]
    values = []
    for project_id in ids:
        account = api.service_accounts.create(project_id, name="service")
        key = api.service_accounts.api_keys.create(
            account.id, project_id=project_id, name="narrow", scopes=scopes
        )
        api.api_keys.delete(account.api_key.id, project_id=project_id)
        values.append(key.value)
    return dict(zip(environments, values))
