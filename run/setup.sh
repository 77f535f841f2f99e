#!/bin/sh
# Installs what this machine lacks, and makes .venv from the lock files.
#
#   sh run/setup.sh         what running needs
#   sh run/setup.sh dev     … and the tools of `make lint` and `make bench`
#   sh run/setup.sh test    … and what the tests need besides
#
# The second time it takes no time and needs no rights.
set -eu
cd "$(dirname "$0")/.."
level=${1:-run}
python=${PYTHON:-python3}

stop() {
    printf '\nNazorg: %s\n' "$1" >&2
    exit 1
}

# --- Debian packages: name, and why ------------------------------------------------------------------
# redis-tools holds the server program too, but unlike redis-server it starts no server on port 6379.
wanted() {
    cat <<LIST
python3-venv            een eigen Python-omgeving in .venv
postgresql              de database (er wordt geen server van Debian gestart)
redis-tools             de wachtrij (er wordt geen server van Debian gestart)
libpango-1.0-0          pdf's opmaken
libpangoft2-1.0-0       pdf's opmaken
libharfbuzz-subset0     lettertypen in pdf's opnemen
fontconfig              lettertypen vinden
fonts-open-sans         het lettertype van de pdf's
fonts-dejavu-core       tekens die Open Sans niet heeft
LIST
    [ "$level" != test ] || cat <<LIST
chromium                de schermen testen in een echte browser
poppler-utils           pdf's teruglezen in de tests
libreoffice-calc-nogui  werkboeken openen in de tests
LIST
}

# A package that is there under another name or from elsewhere counts as well.
have() {
    case $1 in
        postgresql) for dir in /usr/lib/postgresql/1[5-9] /usr/lib/postgresql/[2-9][0-9]; do
            [ ! -x "$dir/bin/initdb" ] || return 0
        done ;;
        redis-tools) command -v redis-server >/dev/null || command -v redis-check-rdb >/dev/null ; return ;;
        chromium) command -v chromium >/dev/null ; return ;;
    esac
    dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q ' installed$'
}

missing=
if command -v dpkg-query >/dev/null; then
    for package in $(wanted | cut -d' ' -f1); do
        have "$package" || missing="$missing $package"
    done
else
    # Not a Debian: believe the programs that are there.
    for program in initdb redis-server fc-list; do
        command -v $program >/dev/null || stop "$program ontbreekt. Dit is geen Debian, dus installeer zelf:
$(wanted)"
    done
fi

if [ -n "$missing" ]; then
    echo "Deze Debian-pakketten ontbreken en worden nu geïnstalleerd:"
    for package in $missing; do wanted | grep "^$package "; done | sed 's/^/  /'
    by_hand="Vraag uw beheerder dit te doen, en probeer het daarna opnieuw:

  apt-get update
  apt-get install --no-install-recommends$missing"
    command -v apt-get >/dev/null || stop "apt-get ontbreekt op deze machine. $by_hand"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || stop "u bent geen root en sudo ontbreekt. $by_hand"
        [ -t 0 ] || sudo -n true 2>/dev/null ||
            stop "sudo vraagt een wachtwoord en kan het hier niet vragen. $by_hand"
        sudo true || stop "u mag sudo hier niet gebruiken. $by_hand"
        as_root=sudo
    fi
    # Keeps Debian from making and starting a cluster of its own; gone again when this script ends.
    dropin=/etc/postgresql-common/createcluster.d/nazorg.conf
    case $missing in *postgresql*)
        # Installing would start the stopped clusters of an older version, which are none of our business.
        [ -z "$(ls /etc/postgresql/*/*/postgresql.conf 2>/dev/null)" ] ||
            stop "hier staan al databases van een oudere PostgreSQL. Installeer PostgreSQL 15 of nieuwer zelf."
        trap '$as_root rm -f $dropin' EXIT
        trap 'exit 130' INT TERM HUP
        $as_root mkdir -p "$(dirname $dropin)"
        echo 'create_main_cluster = false' | $as_root tee $dropin >/dev/null ;;
    esac
    apt="$as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1"
    apt="$apt apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0"
    mkdir -p var/log
    log=var/log/apt.log
    { $apt update && $apt install -y --no-install-recommends $missing; } >$log 2>&1 ||
        stop "het installeren is mislukt: $(tail -n 5 $log)
$by_hand"
fi

# --- Python ------------------------------------------------------------------------------------------
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    stop "Python 3.11 of nieuwer ontbreekt. Noem een nieuwere met PYTHON=/pad/naar/python3."

locks="-r requirements/base.txt"
[ "$level" = run ] || locks="$locks -r requirements/dev.txt"
stamp=$(cat $(echo "$locks" | sed 's/-r//g') | sha256sum | cut -d' ' -f1)
stamped=.venv/nazorg-$([ "$level" = run ] && echo run || echo dev)

if ! .venv/bin/python -c '' 2>/dev/null; then
    echo "Python-omgeving .venv wordt gemaakt."
    "$python" -m venv --clear .venv || stop "$python -m venv is mislukt; zie hierboven."
fi
if [ "$(cat "$stamped" 2>/dev/null)" != "$stamp" ]; then
    echo "Python-pakketten worden geïnstalleerd (de eerste keer duurt dat enkele minuten)."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes $locks ||
        stop "het installeren van de Python-pakketten is mislukt; zie hierboven. Is er internet?"
    echo "$stamp" >"$stamped"
fi
