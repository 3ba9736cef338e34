"""What gunicorn has to say, said as everything else is: its own form would quote the text of an exception."""

from logging.config import dictConfig

from gunicorn.config import Config
from gunicorn.glogging import Logger

from huajie.config.logs import logging_settings


class PageLogger(Logger):  # type: ignore[misc]  # gunicorn comes without types
    """Hands its records to the root logger."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        dictConfig(logging_settings())
        self.error_log.handlers.clear()
        self.error_log.propagate = True
