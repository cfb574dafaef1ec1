"""TestState: tries one state and answers as the AWS API does. What a state does, the engine alone knows."""
