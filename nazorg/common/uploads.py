"""Uploads stay in memory: on disk they would lie unsealed."""

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemoryUploadHandler(MemoryFileUploadHandler):
    """Keeps the files of a request, together up to UPLOAD_MAX_BYTES.

    What is larger is thrown away while it comes in, and handed over as an empty file that tells its true size, so that
    the form can say in words that it is too large.
    """

    def handle_raw_input(self, *args: object, **kwargs: object) -> None:
        """Whatever the size, there is no other handler."""
        self.activated = True
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """The next piece of the file, from byte `start` of it."""
        self.kept += len(raw_data)
        if self.kept <= settings.UPLOAD_MAX_BYTES:
            self.file.write(raw_data)
        else:
            self.file.seek(0)
            self.file.truncate()
