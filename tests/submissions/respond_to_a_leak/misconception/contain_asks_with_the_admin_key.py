# The admin client can ask for itself.
# cell: contain
# fails: contain_asks_until_refused: nobody asked
# fails: contain_gives_up: raised no error
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    for _ in range(10):
        try:
            admin.with_options(api_key=admin.admin_api_key).models.list()
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
