"""Which commands has `tongpan subscriptions`, and what do they take?

Only names and help stand here, as in :mod:`service.cli.commands`.
"""

# ruff: noqa: PLC0415 - see service.cli.commands

import typer

from service.cli.output import Data, Json

subscriptions_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="订阅与提醒。/ Subscriptions."
)


@subscriptions_app.callback()
def subscriptions() -> None:
    """订阅与提醒。/ Subscriptions."""


@subscriptions_app.command("run")
def subscriptions_run(*, data: Data = None, as_json: Json = False) -> None:
    """比对全部订阅并提醒，每件只提醒一次。/ Tell subscribers of what is new, each once."""
    from service.cli.matters.subscribing import run_subscriptions

    run_subscriptions(data=data, is_json=as_json)
