"""What happened in an execution: its events, recorded cheaply, shown as the AWS API shows them."""
