# “invalid_api_key is the key, whatever the status.”
# cell: diagnose
# fails: diagnose_knows_a_missing_permission: The status is 403, the type insufficient_quota
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    try:
        client.chat.completions.create(model=MODEL, messages=HELLO)
    except openai.APIConnectionError:
        return "check the network"
    except openai.APIStatusError as error:
        status = error.status_code
        if error.code == "invalid_api_key":
            return "fix the key"
        if status in (401, 403):
            return "ask for permission"
        if status == 429 and error.type == "insufficient_quota":
            return "check billing"
        if status == 429:
            return "slow down"
        if status >= 500:
            return "their fault"
        raise
    return "ok"
