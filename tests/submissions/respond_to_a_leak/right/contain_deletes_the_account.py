# Deletes the whole account, and with it its keys.
# cell: contain
def contain(admin, key):
    accounts = admin.admin.organization.projects.service_accounts
    project = key["project_id"]
    accounts.delete(key["service_account_id"], project_id=project)
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    for _ in range(10):
        try:
            old.models.list()
        except AuthenticationError:
            break
    else:
        raise TimeoutError("still served")
    account = accounts.create(project, name="haiku-by-the-hour")
    keys = admin.admin.organization.projects.api_keys
    keys.delete(account.api_key.id, project_id=project)
    new = accounts.api_keys.create(
        account.id, project_id=project, name=key["name"], scopes=key["scopes"]
    )
    return new.value
