"""The build: reading, the gate, generated pieces, schemas, and the toy as a whole site."""
