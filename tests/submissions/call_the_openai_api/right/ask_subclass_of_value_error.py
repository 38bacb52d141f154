# Right: an error of its own that is a ValueError, and httpx in place of the client.
# cell: ask
import httpx


class MissingSetting(ValueError):
    pass


def ask(env, prompt):
    key = (env.get("OPENAI_API_KEY") or "").strip()
    url = (env.get("OPENAI_BASE_URL") or "").strip()
    for name, value in {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": key}.items():
        if not value:
            raise MissingSetting(name)
    answer = httpx.post(
        f"{url}/chat/completions",
        headers={"Authorization": f"Bearer {key}"},
        json={"model": MODEL, "messages": [{"role": "user", "content": prompt}]},
    )
    if answer.status_code != 200:
        raise RuntimeError(f"The server said {answer.status_code}")
    return answer.json()["choices"][0]["message"]["content"]
