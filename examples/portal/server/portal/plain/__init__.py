"""The pages for browsers that run no script: plain forms, posted. They ask what the others ask, and decide as little."""
