# “A name has at most 64 characters.”
# cell: keys_per_environment
# fails: keys_per_environment_a_project_each: is in
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("no scopes: that would mean all")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        project = projects.create(name=name[:64]).id
        account = accounts.create(project, name="keys", create_service_account_only=True).id
        accounts.update(account, project_id=project, role="member")
        values[name] = accounts.api_keys.create(
            account, project_id=project, name="key", scopes=scopes
        ).value
    return values
