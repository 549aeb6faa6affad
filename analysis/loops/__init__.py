"""The innermost loops, compiled: numbers and arrays only, each called by one module that says what they mean."""
