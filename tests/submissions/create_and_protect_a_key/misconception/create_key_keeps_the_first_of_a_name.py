# “A key of this name is there already.”
# cell: create_key
# fails: create_key_makes_one_key: did not make one key
MADE = {}


def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    if (project_id, name) in MADE:
        return MADE[project_id, name]
    account = accounts.create(project_id, name=name, create_service_account_only=True)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    MADE[project_id, name] = key.value
    return key.value
