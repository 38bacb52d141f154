# The client for the old key asks at OpenAI's own address.
# cell: contain
# fails: contain_*: APIConnectionError
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    for _ in range(10):
        try:
            OpenAI(api_key=key["value"], base_url="http://127.0.0.1:9/v1", max_retries=0).models.list()
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
