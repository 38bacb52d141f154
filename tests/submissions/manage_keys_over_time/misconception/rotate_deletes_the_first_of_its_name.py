# “The one of this name that is not the new one is the old one.”
# cell: rotate
# fails: rotate_deletes_the_old_one_alone: Two have the old one's name
def rotate(admin, key, service):
    projects = admin.admin.organization.projects
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        newest = max(
            projects.api_keys.list(key["project_id"]), key=lambda k: k.created_at
        )
        projects.api_keys.delete(newest.id, project_id=key["project_id"])
        raise RuntimeError("the new key does not work") from error
    keyring.set_password(service, "api-key", new.value)
    for one in projects.api_keys.list(key["project_id"]):
        if one.name == key["name"] and one.id != new.id:
            projects.api_keys.delete(one.id, project_id=key["project_id"])
            break
    return new.id
