"""Gunicorn: the index is built once, before the workers are forked, and shared by them."""

preload_app = True
worker_class = "gthread"
timeout = 60
graceful_timeout = 20
control_socket_disable = True
logger_class = "rapport.web.gunicorn_log.VisitorlessLogger"
accesslog = None
"""No access log: it would write addresses of searches. Errors name routes only."""
