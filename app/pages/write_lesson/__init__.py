"""Write a lesson: the file, and beside it the lesson as the learner sees it."""
