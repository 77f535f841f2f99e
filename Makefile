# Debian's own Python where there is one: the private services need nothing but it.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
export PYTHON

.PHONY: help run services test lint bench stop reset

help:
	@echo 'make run        Nazorg starten, met demo; stoppen met Ctrl-C (andere poort: PORT=8001 make run)'
	@echo 'make test       alles controleren: stijl, typen, lagen en alle tests'
	@echo 'make services   alleen de eigen PostgreSQL en Redis starten, en laten draaien'
	@echo 'make stop       alles stoppen wat vanuit deze map draait'
	@echo 'make reset      alle gegevens van deze map weggooien, na een ja'
	@echo 'make lint       alleen stijl, typen en lagen controleren'
	@echo 'make bench      snelheid en geheugen meten'

run:
	@run/setup.sh
	@$(PYTHON) run/serve.py

services:
	@run/setup.sh
	@$(PYTHON) run/services.py start

test:
	@run/setup.sh test
	@$(PYTHON) run/services.py during run/checks.sh all

lint:
	@run/setup.sh dev
	@$(PYTHON) run/services.py during run/checks.sh

bench:
	@run/setup.sh dev
	@$(PYTHON) run/services.py during .venv/bin/python -m bench

stop:
	@$(PYTHON) run/serve.py stop
	@$(PYTHON) run/services.py stop

reset:
	@$(PYTHON) run/serve.py stop
	@$(PYTHON) run/services.py reset
