"""What lesson 05 shows at work: ways by which a key leaves a machine, each small, real and kept to this computer.

`repository` is a git repository that reads nobody's settings, `stranger` a stranger's server that is given the key of
whoever asks it, `agent` a coding agent without a model, and `real_shape` makes a text with the shape of a real key.
None needs another. They may import `keys`, `known_keys`, `errors`, `plain_git` and what `checks.git` says of
installing git; nothing imports them but the lesson.
"""

from course_utils.leaking_story.agent import Agent
from course_utils.leaking_story.real_shape import made_up_real_key
from course_utils.leaking_story.repository import Repository
from course_utils.leaking_story.stranger import StrangersServer

__all__ = ["Agent", "Repository", "StrangersServer", "made_up_real_key"]
