"""What runs in a box: a warm parent that forks a process for each submission.

`parent` is the program, and `heap` gets its memory ready; `roles` are the learner's process and the examiner's, `shell` runs cells, those of the
checks as `known_cells`, in a `running_loop`, and `outputs` keeps what they say. The learner's process answers for its functions (`answering`); in the examiner's, `proxies`
stand for them, and `far_scratch` has folders made and scripts run over there. What crosses is `marshalling`'s and `exceptions`', as `plain_values`. May import `coursework` and `sandbox`;
everything here is loaded into every box, so it loads little.
"""
