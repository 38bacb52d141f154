# The default key, made narrow at once.
# cell: create_key
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    projects = admin.admin.organization.projects
    account = projects.service_accounts.create(project_id, name=name)
    projects.api_keys.update(account.api_key.id, project_id=project_id, scopes=scopes)
    return account.api_key.value
