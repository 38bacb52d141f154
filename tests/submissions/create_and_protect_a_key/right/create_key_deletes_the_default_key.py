# A narrow key beside the default one, which is deleted.
# cell: create_key
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    projects = admin.admin.organization.projects
    account = projects.service_accounts.create(project_id, name="for " + name)
    made = projects.service_accounts.api_keys.create(
        account.id,
        project_id=project_id,
        name=name,
        scopes=list(scopes),
        expires_in_seconds=7776000,
    )
    projects.api_keys.delete(account.api_key.id, project_id=project_id)
    return made.value
