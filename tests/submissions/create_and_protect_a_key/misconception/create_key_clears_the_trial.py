# “The lesson deletes the account called trial first.”
# cell: create_key
# fails: create_key_makes_one_key: A key that was there before is gone
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    for one in accounts.list(project_id):
        if one.name == "trial":
            accounts.delete(one.id, project_id=project_id)
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    return key.value
