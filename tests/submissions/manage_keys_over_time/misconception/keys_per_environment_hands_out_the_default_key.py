# “The account comes with a key: that is it.”
# cell: keys_per_environment
# fails: keys_per_environment_only_these_scopes: It has: all
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    values = {}
    for name in environments:
        project_id = projects.create(name=name).id
        account = projects.service_accounts.create(project_id, name=name)
        values[name] = account.api_key.value
    return values
