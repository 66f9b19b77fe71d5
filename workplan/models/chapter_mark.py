"""ChapterMark: by what one sees that a chapter's figures are no longer what they were."""

from django.db import models

from federations.models import Chapter


class ChapterMark(models.Model):
    """A random text that changes in the transaction that changes what a chapter pledged or sent in.

    Database triggers write it, whoever writes the rows; nothing else does. Since no text comes twice, figures
    computed under one are right wherever the same text still stands (`reporting/kept.py`).
    """

    # Without a constraint in the database: a trigger may mark a chapter that goes in the same transaction.
    chapter = models.OneToOneField(
        Chapter, on_delete=models.CASCADE, primary_key=True, db_constraint=False, related_name="mark"
    )
    mark = models.CharField(max_length=36)

    class Meta:
        ordering = ["chapter"]

    def __str__(self) -> str:
        return self.mark
