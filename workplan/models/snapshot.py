"""Snapshot: what was frozen, exactly as it was, with its digest (decisions, data 8)."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from workplan.enums import SnapshotKind


def canonical_json(data: Any) -> str:
    """The one text that equal data always has: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


class SnapshotManager(models.Manager["Snapshot"]):
    """Freezing."""

    def freeze(self, kind: SnapshotKind, data: Any, by: Any, at: datetime | None = None) -> "Snapshot":
        """Keep `data` (plain JSON types) for ever, as of `at` (now, if left out)."""
        content = canonical_json(data)
        return self.create(
            kind=kind,
            content=content,
            sha256=digest(content),
            taken_by=by,
            taken_at=at or timezone.now(),
        )


class Snapshot(models.Model):
    """Frozen figures. Database triggers refuse to change or remove it."""

    kind = models.CharField(max_length=30, choices=SnapshotKind)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SnapshotManager()

    class Meta:
        ordering = ["taken_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:12]}"

    @property
    def data(self) -> Any:
        """The frozen data as plain JSON types."""
        return json.loads(self.content)
