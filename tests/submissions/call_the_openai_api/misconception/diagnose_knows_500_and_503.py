# "Their fault is 500 or 503."
# cell: diagnose
# fails: diagnose_knows_their_fault: raised InternalServerError
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except openai.AuthenticationError as error:
        return "fix the key" if error.code == "invalid_api_key" else "ask for permission"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        return "check billing" if error.type == "insufficient_quota" else "slow down"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError as error:
        if error.status_code in (500, 503):
            return "their fault"
        raise
    return "ok"
