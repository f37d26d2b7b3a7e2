"""Fuzz: what a visitor may send, drawn and damaged at random. `make fuzz` tries more of each."""
