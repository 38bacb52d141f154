# As in a rotation: the new key comes first.
# cell: contain
# fails: contain_deletes_first: Something was made first
# fails: contain_gives_up: still works
def contain(admin, key):
    made = admin.admin.organization.projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    for _ in range(10):
        try:
            old.models.list()
        except AuthenticationError:
            break
    else:
        raise TimeoutError("still served")
    return made.value
