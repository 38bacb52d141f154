# Raises where it should return.
# cell: diagnose
# fails: diagnose_tells_two_429_apart: raised ValueError: check billing
# fails: diagnose_reads_no_sentence: raised ValueError: check billing
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
        if error.type == "insufficient_quota":
            raise ValueError("check billing")
        return "slow down"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
