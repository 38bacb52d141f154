# “There are two environments, as in the example.”
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: keys_per_environment
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("no scopes: that would mean all")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments[:2]:
        project = projects.create(name=name).id
        account = accounts.create(project, name=name, create_service_account_only=True).id
        accounts.update(account, project_id=project, role="member")
        values[name] = accounts.api_keys.create(
            account, project_id=project, name=name, scopes=scopes
        ).value
    return values
