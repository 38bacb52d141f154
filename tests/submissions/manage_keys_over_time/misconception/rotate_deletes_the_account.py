# “The old account goes with its key.”
# cell: rotate
# fails: rotate_deletes_the_old_one_alone: Two have the old one's name
def rotate(admin: OpenAI, key: dict, service: str) -> str:
    projects = admin.admin.organization.projects
    pid = key["project_id"]
    account = projects.service_accounts.create(
        pid, name=key["name"], create_service_account_only=True
    )
    projects.service_accounts.update(account.id, project_id=pid, role="member")
    new = projects.service_accounts.api_keys.create(
        account.id, project_id=pid, name=key["name"], scopes=key["scopes"]
    )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=pid)
        raise RuntimeError("the new key does not work") from error
    keyring.set_password(service, "api-key", new.value)
    projects.service_accounts.delete(key["service_account_id"], project_id=pid)
    return new.id
