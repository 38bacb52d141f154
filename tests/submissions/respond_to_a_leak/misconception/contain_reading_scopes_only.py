# A service only reads.
# cell: contain
# fails: contain_replaces: The keys of the project are now
def contain(admin: OpenAI, key: dict) -> str:
    projects = admin.admin.organization.projects
    projects.api_keys.delete(key["id"], project_id=key["project_id"])
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    for _ in range(10):
        try:
            old.models.list()
        except AuthenticationError:
            break
    else:
        raise TimeoutError("the old key is still served")
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=[s for s in key["scopes"] if s.endswith(".read")],
    )
    return new.value
