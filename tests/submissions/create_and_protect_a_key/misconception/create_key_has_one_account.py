# “One account for all my programs will do.”
# cell: create_key
# fails: create_key_works: Two calls made keys for one account
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    known = {one.name: one for one in accounts.list(project_id)}
    account = known.get("programs") or accounts.create(
        project_id, name="programs", create_service_account_only=True
    )
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    return key.value
