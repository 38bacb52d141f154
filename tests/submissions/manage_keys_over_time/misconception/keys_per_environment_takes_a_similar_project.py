# “A project that is called almost so will do.”
# cell: keys_per_environment
# fails: keys_per_environment_a_project_each: is in
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        similar = [one for one in projects.list() if name.lower() == one.name.lower()]
        project = (similar or [projects.create(name=name)])[0].id
        account = accounts.create(project, name=name, create_service_account_only=True)
        accounts.update(account.id, project_id=project, role="member")
        values[name] = accounts.api_keys.create(
            account.id, project_id=project, name=name, scopes=scopes
        ).value
    return values
