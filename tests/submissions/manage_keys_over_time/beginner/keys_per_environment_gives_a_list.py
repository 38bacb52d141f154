# Gives the values alone, in the order of the names.
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: a list
# fails: keys_per_environment_a_project_each: It gave values for ['[key
# fails: keys_per_environment_leaves_nothing_else: a value of another type
# fails: keys_per_environment_only_these_scopes: a value of another type
# fails: keys_per_environment_no_scopes_no_key: [], a list
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("no scopes")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = []
    for name in environments:
        project = projects.create(name=name).id
        account = accounts.create(project, name=name, create_service_account_only=True).id
        accounts.update(account, project_id=project, role="member")
        key = accounts.api_keys.create(account, project_id=project, name=name, scopes=scopes)
        values.append(key.value)
    return values
