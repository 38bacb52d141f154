# “The list shows the key.”
# cell: create_key
# fails: create_key_gives_the_value: no whole
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    made = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    keys = admin.admin.organization.projects.api_keys
    return keys.retrieve(made.id, project_id=project_id).redacted_value
