# “The tenth ask is the end, whatever it says.”
# cell: contain
# fails: contain_asks_until_refused: TimeoutError after an ask that was refused
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    asks = 0
    while asks < 10:
        asks += 1
        try:
            old.models.list()
        except AuthenticationError:
            break
    if asks == 10:
        raise TimeoutError("still served")
    made = admin.admin.organization.projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )
    return made.value
