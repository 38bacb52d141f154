# A second key of a name gets a number.
# cell: create_key
# fails: create_key_bears_the_name: Asked for 'haiku-clock' once more
def create_key(
    admin: OpenAI, project_id: str, name: str, scopes: list[str]
) -> str:
    """Make a key with these scopes for a program; give its value.

    Raises:
        ValueError: no scopes; on OpenAI that would mean all of them.
    """
    if not scopes:
        raise ValueError("no scopes")

    projects = admin.admin.organization.projects
    there = {key.name for key in projects.api_keys.list(project_id)}
    key_name, number = name, 2
    while key_name in there:
        key_name, number = f"{name}-{number}", number + 1
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(
        project_id, name=name, create_service_account_only=True
    )
    accounts.update(account.id, project_id=project_id, role="member")
    made = accounts.api_keys.create(
        account.id,
        project_id=project_id,
        name=key_name,
        scopes=scopes,
    )
    return made.value
