"""bmc: the Business Model Canvas as a guided questionnaire on the command line."""

__version__ = "0.2.0"
