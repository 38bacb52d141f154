# Looks at the key itself, and asks only with one that looks right
# cell: diagnose
# fails: diagnose_knows_a_wrong_key: The server was not asked
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    if not client.api_key.startswith("sk-"):
        return "fix the key"
    try:
        client.chat.completions.create(model=MODEL, messages=HELLO)
    except openai.AuthenticationError as error:
        if error.code == "invalid_api_key":
            return "fix the key"
        return "ask for permission"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        if error.type == "insufficient_quota":
            return "check billing"
        return "slow down"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
