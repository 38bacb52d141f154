# “One key will do for all of them.”
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: Two environments have the same key.
# fails: keys_per_environment_a_project_each: The key for
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    values = {}
    for name in environments:
        project_id = projects.create(name=name).id
        if not values:
            account = projects.service_accounts.create(
                project_id, name=name, create_service_account_only=True
            )
            projects.service_accounts.update(account.id, project_id=project_id, role="member")
            key = projects.service_accounts.api_keys.create(
                account.id, project_id=project_id, name=name, scopes=scopes
            )
        values[name] = key.value
    return values
