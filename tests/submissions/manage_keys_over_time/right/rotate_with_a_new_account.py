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
    try:
        httpx.get(url, headers={"Authorization": f"Bearer {new.value}"}).raise_for_status()
    except httpx.HTTPError as error:
        projects.api_keys.delete(new.id, **where)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], **where)
    return new.id
