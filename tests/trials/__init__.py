"""Throw-away tasks, one for each kind of thing that an exercise may ask, judged everywhere it may be judged.

`tasks` has them: a right answer, its check, and wrong answers with what the check says. `notebooks` makes
exercises of them all. `python -m tests.trials` judges these in boxes and writes what each check said;
`test_trials` runs that as whoever runs the tests and as an ordinary user, and the same in a kernel.
"""
