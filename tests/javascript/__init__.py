"""Unit tests of assets/, written in JavaScript and run by Node."""
