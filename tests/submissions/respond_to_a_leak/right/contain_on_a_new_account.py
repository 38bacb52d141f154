# Makes a new account with a role, and asks with the admin client's copy.
# cell: contain
def is_refused(client):
    try:
        client.models.list()
    except AuthenticationError:
        return True
    return False


def contain(admin, key):
    projects = admin.admin.organization.projects
    projects.api_keys.delete(key["id"], project_id=key["project_id"])
    old = admin.with_options(api_key=key["value"])
    if not any(is_refused(old) for _ in range(10)):
        raise TimeoutError(key["id"])
    account = projects.service_accounts.create(
        key["project_id"], name=key["name"], create_service_account_only=True
    )
    projects.service_accounts.update(account.id, project_id=key["project_id"], role="member")
    return projects.service_accounts.api_keys.create(
        account.id, project_id=key["project_id"], name=key["name"], scopes=key["scopes"]
    ).value
