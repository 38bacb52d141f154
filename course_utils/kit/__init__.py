"""The kit of lessons: what an author puts between the cells, so that a learner guesses, tries and chooses.

`lesson_texts` reads the one file that a lesson has here, `texts/NN_name.toml`: its questions, lines to
fill in and messages. `predictions`, `quizzes`, `chart` and `inspector` are what a notebook calls;
`check.answer`, the line to fill in, lives with the checks. Each shows a `box` or a picture in the colours of
`palette`, and `learner.kept` remembers what was done, for the map. `messages` makes the cheat sheet.

All of it runs in the kernel, with no server and no file but the learner's own progress, so that it works
in any editor, in a notebook that nobody has trusted, and in a page. The kit may import `errors`, `keys`,
`environment` and the learner's folder; the checks import the kit, and nothing here imports them.
"""
