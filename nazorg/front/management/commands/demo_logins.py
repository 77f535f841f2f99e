"""Prints who can log in to the demo."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nazorg.accounts.demo import DEMO_LOGINS, DEMO_PASSWORD
from nazorg.front.demo_users import NotADemoError, create_demo_users


class Command(BaseCommand):
    help = "Toont de gebruikers van de demo, en maakt wie er nog niet is."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            create_demo_users()
        except NotADemoError as error:
            raise CommandError(str(error)) from error
        width = max(len(login.email) for login in DEMO_LOGINS)
        self.stdout.write("Inloggen in de demo:")
        for login in DEMO_LOGINS:
            self.stdout.write(f"  {login.email:<{width}}  {login.label}")
        self.stdout.write(f"  wachtwoord voor allemaal: {DEMO_PASSWORD}")
