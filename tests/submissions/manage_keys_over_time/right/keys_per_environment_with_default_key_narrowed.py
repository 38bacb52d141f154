# Takes the account's first key and narrows it.
# cell: keys_per_environment
def keys_per_environment(admin, environments, scopes):
    if len(scopes) == 0:
        raise ValueError("scopes is empty")
    made = {}
    projects = admin.admin.organization.projects
    for environment in environments:
        project = projects.create(name=environment)
        account = projects.service_accounts.create(project.id, name="app")
        projects.api_keys.update(
            account.api_key.id, project_id=project.id, scopes=scopes
        )
        made[environment] = account.api_key.value
    return made
