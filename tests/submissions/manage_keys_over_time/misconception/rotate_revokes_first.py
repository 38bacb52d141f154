# “Two keys at once are one too many.”
# cell: rotate
# fails: rotate_refuses_no_request: requests were refused: [401
# fails: rotate_a_failed_proof_changes_nothing: yet the old key is deleted
# fails: rotate_an_error_of_making_passes_on: Yet the old key is deleted
def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    projects.api_keys.delete(key["id"], project_id=project)
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
    )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    return new.id
