# “The account's own key hurts nobody.”
# cell: keys_per_environment
# fails: keys_per_environment_leaves_nothing_else: A project has a key too many
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    values = {}
    for name in environments:
        project_id = projects.create(name=name).id
        account = projects.service_accounts.create(project_id, name=name)
        key = projects.service_accounts.api_keys.create(
            account.id, project_id=project_id, name=name, scopes=scopes
        )
        values[name] = key.value
    return values
