# The lesson's key has two scopes, so no key has more
# cell: create_key
# fails: create_key_has_these_scopes: Asked for
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
    account = accounts.create(
        project_id, name=name, create_service_account_only=True
    )
    accounts.update(account.id, project_id=project_id, role="member")
    made = accounts.api_keys.create(
        account.id,
        project_id=project_id,
        name=name,
        scopes=scopes[:2],
    )
    return made.value
