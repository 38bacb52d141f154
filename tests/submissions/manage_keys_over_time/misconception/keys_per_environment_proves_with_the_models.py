# “A key that may not list the models does not work.”
# cell: keys_per_environment
# fails: keys_per_environment_only_these_scopes: raised RuntimeError
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
        key = accounts.api_keys.create(account.id, project_id=project, name=name, scopes=scopes)
        try:
            OpenAI(api_key=key.value, base_url=admin.base_url).models.list()
        except OpenAIError as error:
            projects.api_keys.delete(key.id, project_id=project)
            raise RuntimeError(f"The key for {name} does not work.") from error
        values[name] = key.value
    return values
