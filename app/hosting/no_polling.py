"""A running server does not look again and again whether its configuration has changed."""

from streamlit.watcher.polling_path_watcher import PollingPathWatcher


def stop_polling() -> None:
    """End the threads that read the time stamps of Streamlit's configuration files.

    They do so five times a second for each place where such a file could be, whatever
    ``fileWatcherType`` says, and take half of the processor time of a server with one visitor at
    rest. A server takes its configuration once, at its start.
    """
    PollingPathWatcher._executor.shutdown(wait=False, cancel_futures=True)
