# A key without its project.
# cell: create_key
# fails: create_key_gives_the_value: raised TypeError
# fails: create_key_works: raised TypeError
# fails: create_key_makes_one_key: raised TypeError
# fails: create_key_has_these_scopes: raised TypeError
# fails: create_key_bears_the_name: raised TypeError
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, name=name, scopes=scopes)
    return key.value
