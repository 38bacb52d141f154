# “The list is mine.”
# cell: create_key
# fails: create_key_has_these_scopes: is [] now
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    taken = []
    while scopes:
        taken.append(scopes.pop())
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=taken)
    return key.value
