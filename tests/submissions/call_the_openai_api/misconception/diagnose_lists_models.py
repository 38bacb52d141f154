# "The list of models costs nothing, so I try that."
# cell: diagnose
# fails: diagnose_says_ok: The request went to /v1/models, not to /v1/chat/completions
# fails: diagnose_knows_a_missing_permission: gave 'ok'
# fails: diagnose_tells_two_429_apart: gave 'ok'
def diagnose(client):
    try:
        client.models.list()
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
