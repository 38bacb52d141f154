"""The practice platform: a server that speaks OpenAI's HTTP API with practice keys.

One request's way, a module a step:
`app → credential → authenticate → authorise → body → model → handlers → record`.
"""
