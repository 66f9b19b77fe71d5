"""Redaction: the one key to the append-only tables, for words that somebody's erasure takes out of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction


class RedactionManager(models.Manager["Redaction"]):
    """Opening the lock for a moment."""

    @contextmanager
    def of(self, words: str, instead: str) -> Iterator[None]:
        """Inside, and only in this transaction, `words` may be replaced by `instead`, and nothing else."""
        with transaction.atomic():
            row = self.create(words=words, instead=instead)
            yield
            row.delete()


class Redaction(models.Model):
    """Which words may be replaced by which in the texts of append-only tables, right now.

    The triggers look here: they let an update pass that changes the text column alone, and in it exactly
    these words. The row never outlives its transaction, so the table is empty for everybody else.
    """

    words = models.CharField(max_length=254)
    instead = models.CharField(max_length=254)

    objects = RedactionManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="redaction_has_words"),
        ]

    def __str__(self) -> str:
        return self.instead
