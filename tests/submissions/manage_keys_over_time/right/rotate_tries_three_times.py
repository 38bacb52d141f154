# A proof may fail twice, and is tried again after a pause.
# cell: rotate
import time


def proved(value, address):
    prover = OpenAI(api_key=value, base_url=address)
    for pause in (1, 2, 0):
        try:
            prover.models.list()
        except OpenAIError:
            time.sleep(pause)
        else:
            return True
    return False


def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
    )
    if not proved(new.value, admin.base_url):
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError(f"The new key of {key['name']} does not work.")
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
