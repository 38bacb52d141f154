# “An admin client is an admin client.”
# cell: create_key
# fails: create_key_works: No account was made with the client admin
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    mine = OpenAI(admin_api_key=platform.admin_key)
    accounts = mine.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    return key.value
