"""From a folder to values. Each reader returns its best result together with its findings; nothing here prints or exits."""
