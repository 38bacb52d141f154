# The lesson's loop, which looks for the project by a name of its own
# cell: create_key
# fails: create_key_has_these_scopes: there is none
# fails: create_key_bears_the_name: The keys here: []
def create_key(
    admin: OpenAI, project_id: str, name: str, scopes: list[str]
) -> str:
    """Make a key with these scopes for a program; give its value.

    Raises:
        ValueError: no scopes; on OpenAI that would mean all of them.
    """
    if not scopes:
        raise ValueError("no scopes were given")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts

    for project in projects.list():
        if project.name == "haiku-by-the-hour":
            project_id = project.id
    if not project_id:
        project_id = projects.create(name=name).id
    account = accounts.create(
        project_id, name=name, create_service_account_only=True
    )
    accounts.update(account.id, project_id=project_id, role="member")
    made = accounts.api_keys.create(
        account.id,
        project_id=project_id,
        name=name,
        scopes=scopes,
    )
    return made.value
