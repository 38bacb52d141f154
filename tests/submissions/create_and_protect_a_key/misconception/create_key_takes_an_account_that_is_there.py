# “An account of this name is mine.”
# cell: create_key
# fails: create_key_works: an account that was there before
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    known = {one.name: one for one in accounts.list(project_id)}
    account = known.get(name) or accounts.create(
        project_id, name=name, create_service_account_only=True
    )
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    return key.value
