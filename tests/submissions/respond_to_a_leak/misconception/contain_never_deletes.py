# Who asks until the key is refused has waited enough.
# cell: contain
# fails: contain_deletes_first: was not deleted
# fails: contain_asks_until_refused: raised TimeoutError
# fails: contain_gives_up: still works
# fails: contain_replaces: raised TimeoutError
def contain(admin, key):
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    for _ in range(10):
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
