"""kg init: build the store, or say what is in it."""

import click

from kg.cli.help import Command
from kg.cli.options import open_graph, store_option, store_path


@click.command(cls=Command, short_help="Build the store, or say what is in it.")
@click.option("--renew", is_flag=True, help="Derive all facts anew from what the sources said.")
@store_option
def command(renew: bool) -> None:
    """Build the store from the shipped ontology, regimes and facts, or say what is in it.

    Running it again changes nothing but what a newer version of the program brings along.

    kg init
    kg --store ./my-store init
    """
    from kg import KnowledgeGraph, build, store

    there = store.exists(store_path())
    graph = open_graph()
    if renew:
        build.renew(graph.path, ())
        graph = KnowledgeGraph.open(graph.path)
    revisions = graph.sources()
    statements = sum(revision.statements for revision in revisions)
    sources = len({revision.source for revision in revisions})
    done = "derived anew" if renew else "is there" if there else "built"
    click.echo(
        f"{graph.path}: {done}; {len(graph.engine)} triples, {statements} statements in "
        f"{len(revisions)} revisions of {sources} sources"
    )
