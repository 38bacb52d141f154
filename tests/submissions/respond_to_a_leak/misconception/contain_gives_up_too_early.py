# Three asks are plenty.
# cell: contain
# fails: contain_asks_until_refused: raised TimeoutError
# fails: contain_gives_up: base_url: [200, 200, 200, 200]
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    for _ in range(4):
        try:
            old.models.list()
        except AuthenticationError:
            break
    else:
        raise TimeoutError("still served")
    made = admin.admin.organization.projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )
    return made.value
