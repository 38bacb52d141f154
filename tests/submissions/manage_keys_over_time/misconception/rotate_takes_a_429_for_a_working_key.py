# “Who is told to wait was let in.”
# cell: rotate
# fails: rotate_a_failed_proof_changes_nothing: raised no error
from openai import RateLimitError


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
    except RateLimitError:
        pass
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=key["project_id"])
        raise RuntimeError("the new key does not work") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=key["project_id"])
    return new.id
