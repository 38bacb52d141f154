# “Every code that begins with invalid is a bad key.”
# cell: diagnose
# fails: diagnose_knows_a_missing_permission: the code invalid_app
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    try:
        client.chat.completions.create(model=MODEL, messages=HELLO)
        return "ok"
    except openai.AuthenticationError as error:
        if (error.code or "").startswith("invalid"):
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
