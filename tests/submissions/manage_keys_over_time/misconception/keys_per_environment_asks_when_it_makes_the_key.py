# “I look at the scopes when I need them.”
# cell: keys_per_environment
# fails: keys_per_environment_no_scopes_no_key: something had been made already
def keys_per_environment(admin, environments, scopes):
    projects = admin.admin.organization.projects
    values = {}
    for name in environments:
        project_id = projects.create(name=name).id
        account = projects.service_accounts.create(
            project_id, name=name, create_service_account_only=True
        )
        projects.service_accounts.update(account.id, project_id=project_id, role="member")
        if not scopes:
            raise ValueError("scopes is empty")
        values[name] = projects.service_accounts.api_keys.create(
            account.id, project_id=project_id, name=name, scopes=scopes
        ).value
    return values
