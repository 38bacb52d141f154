# “With 0.3 seconds it can’t hang.”
# cell: diagnose
# fails: diagnose_knows_the_network: This client has no time
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    try:
        client.with_options(timeout=0.3).chat.completions.create(
            model=MODEL, messages=HELLO
        )
        return "ok"
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
