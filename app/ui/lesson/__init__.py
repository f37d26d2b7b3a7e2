"""A lesson on its page, as its learner sees it, and as whoever writes it does."""
