# “A proof fails in one of three ways.”
# cell: rotate
# fails: rotate_a_failed_proof_changes_nothing: raised APIConnectionError
from openai import AuthenticationError, PermissionDeniedError, RateLimitError


def rotate(admin: OpenAI, key: dict, service: str) -> str:
    projects = admin.admin.organization.projects
    pid = key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=pid, name=key["name"], scopes=key["scopes"]
    )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except (AuthenticationError, PermissionDeniedError, RateLimitError) as error:
        projects.api_keys.delete(new.id, project_id=pid)
        raise RuntimeError("the new key does not work") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=pid)
    return new.id
