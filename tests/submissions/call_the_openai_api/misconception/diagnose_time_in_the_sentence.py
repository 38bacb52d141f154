# “Who reads “time-out” knows it: the network.”
# cell: diagnose
# fails: diagnose_knows_their_fault: time-out of a connection
def diagnose(client: OpenAI) -> str:
    """Say what to do, after one chat completion."""
    try:
        client.chat.completions.create(model=MODEL, messages=HELLO)
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
    except openai.InternalServerError as error:
        if "time" in str(error).lower():
            return "check the network"
        return "their fault"
