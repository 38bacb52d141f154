# Makes a project that is no environment's.
# cell: keys_per_environment
# fails: keys_per_environment_leaves_nothing_else: For two environments 3 projects
def keys_per_environment(
    admin: OpenAI, environments: list[str], scopes: list[str]
) -> dict[str, str]:
    if not scopes:
        raise ValueError("no scopes")
    projects = admin.admin.organization.projects
    shared = projects.create(name="shared")
    values = {}
    for name in environments:
        project = projects.create(name=name)
        account = projects.service_accounts.create(
            project.id, name=name, create_service_account_only=True
        )
        projects.service_accounts.update(account.id, project_id=project.id, role="member")
        key = projects.service_accounts.api_keys.create(
            account.id, project_id=project.id, name=name, scopes=scopes
        )
        values[name] = key.value
    return values
