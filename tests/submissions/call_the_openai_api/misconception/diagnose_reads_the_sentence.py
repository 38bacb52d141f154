# "The sentence says it all."
# cell: diagnose
# fails: diagnose_reads_no_sentence: The sentence was only
# fails: diagnose_tells_two_429_apart: Expected: 'slow down'
def diagnose(client):
    try:
        client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": "Say hello."}]
        )
    except openai.AuthenticationError as error:
        return "fix the key" if "Incorrect API key" in str(error) else "ask for permission"
    except openai.PermissionDeniedError:
        return "ask for permission"
    except openai.RateLimitError as error:
        return "slow down" if "Rate limit" in str(error) else "check billing"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
    return "ok"
