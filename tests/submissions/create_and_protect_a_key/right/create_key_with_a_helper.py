# In steps, with accounts of one name, an owner, and an end.
# cell: create_key
class NoScopesError(ValueError):
    """Nobody means all of them."""


def new_account(projects, project_id: str) -> str:
    made = projects.service_accounts.create(
        project_id, name="programs", create_service_account_only=True
    )
    projects.service_accounts.update(made.id, project_id=project_id, role="owner")
    return made.id


def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if len(scopes) == 0:
        raise NoScopesError("scopes must name at least one")
    projects = admin.admin.organization.projects
    key = projects.service_accounts.api_keys.create(
        new_account(projects, project_id),
        project_id=project_id,
        name=name,
        scopes=sorted(set(scopes)),
        expires_in_seconds=3600,
    )
    return str(key.value)
