# “Twenty characters are enough for a name.”
# cell: create_key
# fails: create_key_bears_the_name: Asked for ' Haiku page
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(
        account.id, project_id=project_id, name=name[:20], scopes=scopes
    )
    return key.value
