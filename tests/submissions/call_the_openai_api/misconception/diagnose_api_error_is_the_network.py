# "An APIError means that the API could not be reached."
# cell: diagnose
# fails: diagnose_knows_a_wrong_key: gave 'check the network'
# fails: diagnose_knows_a_missing_permission: gave 'check the network'
# fails: diagnose_tells_two_429_apart: gave 'check the network'
# fails: diagnose_reads_no_sentence: gave 'check the network'
# fails: diagnose_knows_their_fault: gave 'check the network'
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except openai.APIError:
        return "check the network"
    except openai.AuthenticationError as error:
        return "fix the key" if error.code == "invalid_api_key" else "ask for permission"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        return "check billing" if error.type == "insufficient_quota" else "slow down"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
