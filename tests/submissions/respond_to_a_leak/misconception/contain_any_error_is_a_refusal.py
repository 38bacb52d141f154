# An error is a no.
# cell: contain
# fails: contain_asks_until_refused: raised no error
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    for _ in range(10):
        try:
            OpenAI(api_key=key["value"], base_url=admin.base_url).models.list()
        except Exception:
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
