# “No scopes means no rights, so it does no harm.”
# cell: create_key
# fails: create_key_refuses_no_scopes: raised no error
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    return key.value
