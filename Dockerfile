# Nazorg for those who deploy with containers; to try it, `make run` needs no Docker.
FROM python:3.11-slim-bookworm

# Pango and fonts are for the PDFs.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-open-sans fonts-dejavu-core tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home nazorg

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY requirements/base.txt requirements/
RUN pip install --require-hashes -r requirements/base.txt

COPY . .
# These values serve this one step and stay nowhere: collecting the static files reads the settings.
RUN SECRET_KEY=only-while-building DATA_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    DATABASE_URL=postgres://nobody@nowhere/none REDIS_URL=redis://nowhere ALLOWED_HOSTS=nowhere \
    python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir -p var/mail && chown -R nazorg var

USER nazorg
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "nazorg.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--worker-class", "gthread", "--threads", "4", "--timeout", "60"]
