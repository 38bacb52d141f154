# “Blanks at the ends do not count.”
# cell: keys_per_environment
# fails: keys_per_environment_a_project_each: ' Live EU
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("no scopes")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        found = [each for each in projects.list() if each.name.strip() == name.strip()]
        project = (found[0] if found else projects.create(name=name)).id
        account = accounts.create(project, name=name, create_service_account_only=True).id
        accounts.update(account, project_id=project, role="member")
        key = accounts.api_keys.create(account, project_id=project, name=name, scopes=scopes)
        values[name] = key.value
    return values
