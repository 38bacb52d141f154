# Right: every class by its own line, the time-out too.
# cell: diagnose
def diagnose(client):
    answer = "ok"
    try:
        client.chat.completions.create(
            model=MODEL,
            messages=[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}],
            max_completion_tokens=1,
        )
    except openai.APITimeoutError:
        answer = "check the network"
    except openai.APIConnectionError:
        answer = "check the network"
    except openai.AuthenticationError as problem:
        if problem.code == "invalid_api_key":
            answer = "fix the key"
        else:
            answer = "ask for permission"
    except openai.PermissionDeniedError:
        answer = "ask for permission"
    except openai.RateLimitError as problem:
        if problem.body["type"] == "insufficient_quota":
            answer = "check billing"
        else:
            answer = "slow down"
    except openai.InternalServerError:
        answer = "their fault"
    return answer
