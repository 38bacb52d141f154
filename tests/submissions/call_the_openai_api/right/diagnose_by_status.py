# Right: two families, then statuses as numbers.
# cell: diagnose
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "hi"}]
        )
    except openai.APIStatusError as error:
        status = error.status_code
        if status == 401 and error.code == "invalid_api_key":
            return "fix the key"
        if status in (401, 403):
            return "ask for permission"
        if status == 429:
            return "check billing" if error.type == "insufficient_quota" else "slow down"
        if status >= 500:
            return "their fault"
        raise
    except openai.APIConnectionError:
        return "check the network"
    else:
        return "ok"
