# “A 429 passes: a second look shows whether waiting cures it.”
# cell: diagnose
# fails: diagnose_says_ok: After a 429 a second request
import time


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
        time.sleep(0.1)
        try:
            client.chat.completions.create(model=MODEL, messages=HELLO)
        except openai.RateLimitError:
            return "slow down"
        return "ok"
    except openai.APIConnectionError:
        return "check the network"
    except openai.InternalServerError:
        return "their fault"
