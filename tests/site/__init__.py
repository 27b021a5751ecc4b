"""Claims about the finished site: its pages, addresses, policy and accessibility."""
