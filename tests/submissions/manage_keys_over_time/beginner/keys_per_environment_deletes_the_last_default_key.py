# Deletes the account's own key behind the loop, where only the last one is known.
# cell: keys_per_environment
# fails: keys_per_environment_leaves_nothing_else: A project has a key too many
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("no scopes")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        project = projects.create(name=name).id
        account = accounts.create(project, name=name)
        key = accounts.api_keys.create(account.id, project_id=project, name=name, scopes=scopes)
        values[name] = key.value
    if environments:
        projects.api_keys.delete(account.api_key.id, project_id=project)
    return values
