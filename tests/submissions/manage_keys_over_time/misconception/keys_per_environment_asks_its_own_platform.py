# “There is one admin client, the notebook's.”
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: Another address than admin.base_url was asked
def keys_per_environment(client, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        project = projects.create(name=name).id
        account = accounts.create(project, name=name, create_service_account_only=True)
        accounts.update(account.id, project_id=project, role="member")
        values[name] = accounts.api_keys.create(
            account.id, project_id=project, name=name, scopes=scopes
        ).value
    return values
