# Asks an error without a status for its status.
# cell: diagnose
# fails: diagnose_knows_the_network: has no attribute 'status_code'
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except openai.APIError as error:
        if error.status_code == 401:
            return "fix the key" if error.code == "invalid_api_key" else "ask for permission"
        if error.status_code == 403:
            return "ask for permission"
        if error.status_code == 429:
            return "check billing" if error.type == "insufficient_quota" else "slow down"
        if error.status_code >= 500:
            return "their fault"
        return "check the network"
    return "ok"
