"""What a host sets and sees: limits, headers, logs, metrics, fair shares, visitors, results."""
