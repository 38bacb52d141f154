# Right: one except, then isinstance from child to parent.
# cell: diagnose
def what(error):
    if isinstance(error, openai.RateLimitError):
        return ["slow down", "check billing"][error.type == "insufficient_quota"]
    if isinstance(error, openai.AuthenticationError):
        return ["ask for permission", "fix the key"][error.code == "invalid_api_key"]
    if isinstance(error, openai.PermissionDeniedError):
        return "ask for permission"
    if isinstance(error, openai.APIConnectionError):
        return "check the network"
    return "their fault"


def diagnose(client):
    try:
        list(
            client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": "hi"}], stream=True
            )
        )
    except openai.OpenAIError as error:
        return what(error)
    return "ok"
