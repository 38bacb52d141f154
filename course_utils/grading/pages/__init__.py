"""What is given to learners: the exercises (`release`) and, after grading, their feedback (`feedback`, `html`).

May import `coursework` and `records`.
"""
