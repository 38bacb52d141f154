# Takes blanks off the names.
# cell: keys_per_environment
# fails: keys_per_environment_a_project_each: is in 'Live EU
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes must not be empty")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        project = projects.create(name=name.strip())
        account = accounts.create(
            project.id, name=name, create_service_account_only=True
        )
        accounts.update(account.id, project_id=project.id, role="member")
        key = accounts.api_keys.create(
            account.id, project_id=project.id, name=name, scopes=scopes
        )
        values[name] = key.value
    return values
