"""8 DELIVER: PDFs and findings go to build/: names, files, proofs, packages."""

from publish.release.names import file_name

__all__ = ["file_name"]
