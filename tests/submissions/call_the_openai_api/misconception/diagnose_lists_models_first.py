# "First the key, then the model."
# cell: diagnose
# fails: diagnose_says_ok: More than one request was sent
def diagnose(client):
    try:
        client.models.list()
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
    except openai.InternalServerError:
        return "their fault"
    return "ok"
