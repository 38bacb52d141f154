# The dictionary leads from values to names.
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: gave {'[key
# fails: keys_per_environment_a_project_each: It gave values for ['[key
# fails: keys_per_environment_leaves_nothing_else: There is no 'one-
# fails: keys_per_environment_only_these_scopes: There is no 'live-
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("no scopes")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    names = {}
    for name in environments:
        project = projects.create(name=name).id
        account = accounts.create(project, name=name, create_service_account_only=True).id
        accounts.update(account, project_id=project, role="member")
        key = accounts.api_keys.create(account, project_id=project, name=name, scopes=scopes)
        names[key.value] = name
    return names
