# One ask, and then on.
# cell: contain
# fails: contain_asks_until_refused: at admin.base_url: [200]
# fails: contain_gives_up: raised no error
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    try:
        OpenAI(api_key=key["value"], base_url=admin.base_url).models.list()
    except AuthenticationError:
        pass
    made = admin.admin.organization.projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )
    return made.value
