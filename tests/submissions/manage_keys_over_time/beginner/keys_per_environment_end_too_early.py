# Ninety days, in the place of seconds.
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: A key ends before an hour is over
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        project = projects.create(name=name).id
        account = accounts.create(project, name=name, create_service_account_only=True)
        accounts.update(account.id, project_id=project, role="member")
        values[name] = accounts.api_keys.create(
            account.id, project_id=project, name=name, scopes=scopes, expires_in_seconds=90
        ).value
    return values
