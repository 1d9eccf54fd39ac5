"""`doctor`: is everything in place for serving the practice? It looks, and changes nothing."""

import argparse

Parser = argparse.ArgumentParser


def add_to(commands: "argparse._SubParsersAction[Parser]") -> Parser:
    """The command; `bot.doctor.visit` does the work."""
    return commands.add_parser(
        "doctor", help="check settings, database, credentials and registrations, and say what to do"
    )
