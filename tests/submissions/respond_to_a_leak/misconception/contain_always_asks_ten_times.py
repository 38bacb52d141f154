# Ten asks are the rule.
# cell: contain
# fails: contain_asks_until_refused: 401, 401, 401
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    refused = False
    for _ in range(10):
        try:
            old.models.list()
        except AuthenticationError:
            refused = True
    if not refused:
        raise TimeoutError("still served")
    made = admin.admin.organization.projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )
    return made.value
