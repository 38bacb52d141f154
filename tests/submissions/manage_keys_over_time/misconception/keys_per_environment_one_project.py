# “The keys differ, so one project is enough.”
# cell: keys_per_environment
# fails: keys_per_environment_a_project_each: is in 'environments'
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    project_id = projects.create(name="environments").id
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        account = accounts.create(project_id, name=name, create_service_account_only=True)
        accounts.update(account.id, project_id=project_id, role="member")
        values[name] = accounts.api_keys.create(
            account.id, project_id=project_id, name=name, scopes=scopes
        ).value
    return values
