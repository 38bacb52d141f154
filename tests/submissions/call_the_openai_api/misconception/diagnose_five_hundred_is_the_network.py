# "A server that fails is a network problem."
# cell: diagnose
# fails: diagnose_knows_their_fault: gave 'check the network'
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
    except (openai.APIConnectionError, openai.InternalServerError):
        return "check the network"
    return "ok"
