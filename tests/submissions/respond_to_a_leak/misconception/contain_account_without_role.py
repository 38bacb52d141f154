# An account alone will do.
# cell: contain
# fails: contain_replaces: its account a role
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    for _ in range(10):
        try:
            old.models.list()
        except AuthenticationError:
            break
    else:
        raise TimeoutError("still served")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(
        key["project_id"], name="fresh", create_service_account_only=True
    )
    made = accounts.api_keys.create(
        account.id, project_id=key["project_id"], name=key["name"], scopes=key["scopes"]
    )
    return made.value
