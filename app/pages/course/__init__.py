"""The course: a page for teachers, with what each of its lessons is for."""
