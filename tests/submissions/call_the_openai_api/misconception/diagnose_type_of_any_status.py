# “insufficient_quota is money, whatever the status.”
# cell: diagnose
# fails: diagnose_knows_a_missing_permission: The status is 401, the type insufficient_quota
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    try:
        client.chat.completions.create(model=MODEL, messages=HELLO)
    except openai.APIConnectionError:
        return "check the network"
    except openai.APIStatusError as error:
        if error.type == "insufficient_quota":
            return "check billing"
        if error.status_code == 429:
            return "slow down"
        if error.status_code == 401 and error.code == "invalid_api_key":
            return "fix the key"
        if error.status_code in (401, 403):
            return "ask for permission"
        if error.status_code >= 500:
            return "their fault"
        raise
    return "ok"
