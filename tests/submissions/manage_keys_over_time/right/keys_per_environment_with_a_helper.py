# One function makes one key.
# cell: keys_per_environment
def keys_per_environment(admin, environments, scopes):
    if scopes == []:
        raise ValueError(f"No scopes for {environments}.")
    return {name: one_key(admin.admin.organization, name, scopes) for name in environments}


def one_key(organization, name, scopes):
    project_id = organization.projects.create(name=name).id
    accounts = organization.projects.service_accounts
    made = accounts.create(project_id, name=f"{name}-app", create_service_account_only=True)
    accounts.update(made.id, project_id=project_id, role="owner")
    return accounts.api_keys.create(
        made.id, project_id=project_id, name=f"{name}-key", scopes=list(scopes)
    ).value
