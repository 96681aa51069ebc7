# Tongpan in a container. Build: docker build -t tongpan .
# Run: docker run -p 127.0.0.1:8000:8000 -v tongpan-data:/data tongpan
# The first start makes the sample corpus; with judgments of one's own: see README.md.
# With PostgreSQL, a worker and Milvus: see compose.yaml.

FROM python:3.11-slim AS build
WORKDIR /source
COPY pyproject.toml constraints.txt README.md setup.sh ./
COPY corpus corpus
COPY indexing indexing
COPY service service
COPY evaluation evaluation
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
 && PIP_NO_CACHE_DIR=1 VENV=/opt/tongpan ./setup.sh "$(echo /wheels/tongpan-*.whl)[milvus,postgres]"

FROM python:3.11-slim
RUN useradd --system --create-home --uid 10001 tongpan \
 && mkdir /data \
 && chown tongpan:tongpan /data
COPY --from=build /opt/tongpan /opt/tongpan
# Nothing is fetched at run time: models come from the data folder or are trained there.
ENV PATH=/opt/tongpan/bin:$PATH \
    HF_HUB_OFFLINE=1 \
    TRANSFORMERS_OFFLINE=1 \
    TONGPAN_DATA=/data \
    TONGPAN_HOST=0.0.0.0 \
    TONGPAN_PORT=8000
USER tongpan
WORKDIR /home/tongpan
RUN ["python", "-c", "import corpus, indexing, service, evaluation"]
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=300s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
CMD ["sh", "-c", "tongpan demo && exec tongpan serve"]
