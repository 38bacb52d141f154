# The account has no role.
# cell: keys_per_environment
# fails: keys_per_environment_one_key_each: a key with ['api.model.read'], which can't list the models
# fails: keys_per_environment_a_project_each: its account a role
# fails: keys_per_environment_leaves_nothing_else: its account a role
# fails: keys_per_environment_only_these_scopes: can't answer with the Responses API
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
        values[name] = projects.service_accounts.api_keys.create(
            account.id, project_id=project_id, name=name, scopes=scopes
        ).value
    return values
