# Gives the keys' ids, not their values.
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: which is no key
# fails: keys_per_environment_a_project_each: which is no key
# fails: keys_per_environment_leaves_nothing_else: which is no key
# fails: keys_per_environment_only_these_scopes: which is no key
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    values = {}
    for name in environments:
        project_id = projects.create(name=name).id
        account = projects.service_accounts.create(
            project_id, name=name, create_service_account_only=True
        )
        projects.service_accounts.update(account.id, project_id=project_id, role="member")
        values[name] = projects.service_accounts.api_keys.create(
            account.id, project_id=project_id, name=name, scopes=scopes
        ).id
    return values
