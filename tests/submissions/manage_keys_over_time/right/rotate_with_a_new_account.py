# A new account for the new key, and httpx for the proof.
# cell: rotate
import httpx


def rotate(admin, key, service):
    projects = admin.admin.organization.projects
    where = {"project_id": key["project_id"]}
    account = projects.service_accounts.create(
        key["project_id"], name=key["name"], create_service_account_only=True
    )
    projects.service_accounts.update(account.id, role="member", **where)
    new = projects.service_accounts.api_keys.create(
        account.id, name=key["name"], scopes=key["scopes"], **where
    )
    url = str(admin.base_url).rstrip("/") + "/models"
    answer = httpx.get(url, headers={"Authorization": f"Bearer {new.value}"})
    if answer.status_code != 200:
        projects.api_keys.delete(new.id, **where)
        raise RuntimeError(f"The new key was refused with {answer.status_code}.")
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], **where)
    return new.id
