# Counts the asks, reads the status, and builds a client for each ask.
# cell: contain
import openai


def contain(admin, key):
    organization = admin.admin.organization
    organization.projects.api_keys.delete(key["id"], project_id=key["project_id"])
    served = 0
    while True:
        try:
            with OpenAI(api_key=key["value"], base_url=str(admin.base_url), max_retries=0) as client:
                client.models.list()
        except openai.APIStatusError as error:
            if error.status_code != 401:
                raise
            break
        served += 1
        if served == 10:
            raise TimeoutError("ten asks, all served")
    fields = {name: key[name] for name in ("name", "scopes", "project_id")}
    accounts = organization.projects.service_accounts
    return accounts.api_keys.create(key["service_account_id"], **fields).value
