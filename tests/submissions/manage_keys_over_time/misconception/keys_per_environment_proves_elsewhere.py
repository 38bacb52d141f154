# Proves each key as the lesson does: at the address of the notebook's platform.
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: Another address than admin.base_url was asked: ['GET /v1/models']
def keys_per_environment(admin, environments, scopes):
    if not scopes:
        raise ValueError("scopes is empty")
    projects = admin.admin.organization.projects
    accounts = projects.service_accounts
    values = {}
    for name in environments:
        project = projects.create(name=name).id
        account = accounts.create(project, name=name, create_service_account_only=True)
        accounts.update(account.id, project_id=project, role="member")
        value = accounts.api_keys.create(
            account.id, project_id=project, name=name, scopes=scopes
        ).value
        if "api.model.read" in scopes:
            OpenAI(api_key=value).models.list()
        values[name] = value
    return values
