"""The region that something is imported into."""

from integreat_ssg.reading.region_settings import region_settings

__all__ = ["region_settings"]
