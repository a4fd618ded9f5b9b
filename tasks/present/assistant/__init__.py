"""A release for assistants: what they may ask (`tools`), and the server, which needs the extra `mcp`."""
