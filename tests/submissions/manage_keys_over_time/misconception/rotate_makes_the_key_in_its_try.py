# “The account is there, so the rest can only fail because of the key.”
# cell: rotate
# fails: rotate_an_error_of_making_passes_on: api.poems.write
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    account = projects.service_accounts.create(
        project, name=key["name"], create_service_account_only=True
    ).id
    projects.service_accounts.update(account, project_id=project, role="member")
    try:
        new = projects.service_accounts.api_keys.create(
            account, project_id=project, name=key["name"], scopes=key["scopes"]
        )
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
