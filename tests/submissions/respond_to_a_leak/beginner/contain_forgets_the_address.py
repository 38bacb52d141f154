# The client for the old key asks wherever OPENAI_BASE_URL leads.
# cell: contain
# fails: contain_asks_until_refused: nobody asked there
def contain(admin, key):
    admin.admin.organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    for _ in range(10):
        try:
            OpenAI(api_key=key["value"], max_retries=0).models.list()
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
