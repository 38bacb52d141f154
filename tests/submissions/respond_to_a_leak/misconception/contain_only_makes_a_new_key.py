# With a new key the old one is replaced.
# cell: contain
# fails: contain_deletes_first: Something was made first
# fails: contain_asks_until_refused: nobody asked
# fails: contain_gives_up: raised no error
# fails: contain_replaces: keys of the project are now
def contain(admin, key):
    made = admin.admin.organization.projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )
    return made.value
