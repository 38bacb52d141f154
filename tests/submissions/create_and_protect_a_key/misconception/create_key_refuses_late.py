# “The platform will refuse it; if not, I do.”
# cell: create_key
# fails: create_key_refuses_no_scopes: The platform was asked to make something
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    if not scopes:
        raise ValueError("no scopes")
    return key.value
