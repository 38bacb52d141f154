# Uses the course's own redaction.
# cell: ask
# fails: ask_*: from the course itself
def ask(env, prompt):
    from course_utils.leaks import redact

    return redact(prompt)
