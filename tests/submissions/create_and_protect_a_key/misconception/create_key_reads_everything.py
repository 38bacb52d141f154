# Where every scope only reads, one scope for all reading is simpler
# cell: create_key
# fails: create_key_has_these_scopes: api.all.read
def create_key(
    admin: OpenAI, project_id: str, name: str, scopes: list[str]
) -> str:
    """Make a key with these scopes for a program; give its value.

    Raises:
        ValueError: no scopes; on OpenAI that would mean all of them.
    """
    if not scopes:
        raise ValueError("no scopes were given")
    accounts = admin.admin.organization.projects.service_accounts

    if all(one.endswith(".read") for one in scopes):
        wanted = ["api.all.read"]
    else:
        wanted = scopes
    account = accounts.create(
        project_id, name=name, create_service_account_only=True
    )
    accounts.update(account.id, project_id=project_id, role="member")
    made = accounts.api_keys.create(
        account.id,
        project_id=project_id,
        name=name,
        scopes=wanted,
    )
    return made.value
