# The type or the code of a 429, to be safe
# cell: diagnose
# fails: diagnose_tells_two_429_apart: the code insufficient_quota
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    try:
        client.chat.completions.create(model=MODEL, messages=HELLO)
    except openai.AuthenticationError as error:
        if error.code == "invalid_api_key":
            return "fix the key"
        return "ask for permission"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        if "insufficient_quota" in (error.type, error.code):
            return "check billing"
        return "slow down"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
