# “A server’s fault has the type server_error.”
# cell: diagnose
# fails: diagnose_knows_their_fault: the type a_new_type
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    try:
        client.chat.completions.create(model=MODEL, messages=HELLO)
    except openai.APIConnectionError:
        return "check the network"
    except openai.APIStatusError as error:
        status = error.status_code
        if status == 401 and error.code == "invalid_api_key":
            return "fix the key"
        if status in (401, 403):
            return "ask for permission"
        if status == 429 and error.type == "insufficient_quota":
            return "check billing"
        if status == 429:
            return "slow down"
        if error.type == "server_error":
            return "their fault"
        raise
    return "ok"
