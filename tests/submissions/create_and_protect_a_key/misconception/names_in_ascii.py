# Only ASCII stays of a name.
# cell: create_key
# fails: create_key_bears_the_name: 俳句
def create_key(
    admin: OpenAI, project_id: str, name: str, scopes: list[str]
) -> str:
    """Make a key with these scopes for a program; give its value.

    Raises:
        ValueError: no scopes; on OpenAI that would mean all of them.
    """
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(
        project_id, name="service", create_service_account_only=True
    )
    accounts.update(account.id, project_id=project_id, role="member")
    made = accounts.api_keys.create(
        account.id,
        project_id=project_id,
        name=name.encode("ascii", "ignore").decode(),
        scopes=scopes,
    )
    return made.value
