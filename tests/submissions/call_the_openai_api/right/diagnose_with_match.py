# Right: match on status, type and code.
# cell: diagnose
from openai import APIConnectionError, APIError


def diagnose(client: OpenAI) -> str:
    try:
        client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "?"}])
        return "ok"
    except APIConnectionError:
        return "check the network"
    except APIError as error:
        match getattr(error, "status_code", 0), error.type, error.code:
            case 401, _, "invalid_api_key":
                return "fix the key"
            case 401 | 403, _, _:
                return "ask for permission"
            case 429, "insufficient_quota", _:
                return "check billing"
            case 429, _, _:
                return "slow down"
            case _:
                return "their fault"
