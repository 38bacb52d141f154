# Every environment gets a scope more than the one before it.
# cell: keys_per_environment
# fails: keys_per_environment_only_these_scopes: Asked for:
def keys_per_environment(
    admin: OpenAI, environments: list[str], scopes: list[str]
) -> dict[str, str]:
    if not scopes:
        raise ValueError(
            f"No scopes for {environments}: that would mean all."
        )
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        project = projects.create(name=name).id
        account = accounts.create(
            project, name=name, create_service_account_only=True
        ).id
        accounts.update(account, project_id=project, role="member")
        key = accounts.api_keys.create(
            account, project_id=project, name=name, scopes=scopes
        )
        values[name] = key.value
        scopes = [*scopes, "api.model.request"]
    return values
