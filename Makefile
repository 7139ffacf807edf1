# Every chore by its name. `make build` and `make test` need Python 3.11 and make; what else they need, they install.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONTENT ?= content
OUTPUT ?= build
APT_GET := $(if $(filter 0,$(shell id -u)),apt-get,sudo apt-get)

.PHONY: help build serve check test lint unit unit-matrix scripts browser browser-matrix offline offline-matrix deploy-matrix import-matrix build-matrix test-cms bench bench-large bench-others lock libraries desk messages search-table clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

build: $(VENV)/.run ## build the regions of content/ into build/
	$(BIN)/integreat-ssg build --content $(CONTENT) --output $(OUTPUT)

serve: $(VENV)/.run ## build, serve on this machine, rebuild and reload on every save
	$(BIN)/integreat-ssg serve --content $(CONTENT) --output $(OUTPUT)

check: $(VENV)/.run ## look for mistakes in the content without writing anything
	$(BIN)/integreat-ssg check --content $(CONTENT)

# What is fetched and installed mostly waits; style, types and the worker are looked at meanwhile.
test: ## every test: style, types, structure, behaviour, worker, real browsers
	$(MAKE) --jobs=2 --output-sync=target $(VENV)/.hosts $(VENV)/libraries/.fetched lint scripts
	$(MAKE) unit
	$(MAKE) browser
	$(MAKE) offline

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(VENV)/.test $(VENV)/.paper $(VENV)/.browsers $(VENV)/.hosts tests/node_modules/.package-lock.json
	$(BIN)/pytest --numprocesses auto --dist worksteal tests --ignore=tests/browser --ignore=tests/offline_browsers --ignore=tests/cms

unit-matrix: $(VENV)/.test ## the same bytes from all regions of the sample
	MATRIX=all $(BIN)/pytest tests/test_determinism.py

WORKER_TESTS := $(wildcard tests/scripts/*.test.mjs tests/scripts/*/*.test.mjs)
scripts: $(VENV)/.test tests/node_modules/.package-lock.json $(VENV)/desk/.fetched
	node --test $(WORKER_TESTS)
	$(BIN)/integreat-ssg build --content tests/sites/everything --output $(VENV)/everything >/dev/null
	WORKER=$$(ls $(VENV)/everything/*/sw.js | head -n 1) node --test $(wildcard tests/scripts/worker/*.test.mjs)

# One worker more than cores, since browsers are waited for; four at most, for each has browsers of its own. Tests marked `alone`
# wait for the others (tests/sharing.py).
PARALLEL := --numprocesses $(shell cores=$$(nproc); echo $$((cores < 4 ? cores + 1 : 4))) --dist worksteal

BROWSER := $(VENV)/.test $(VENV)/.paper tests/node_modules/.package-lock.json $(VENV)/libraries/.fetched $(VENV)/desk/.fetched
browser: $(BROWSER)
	$(BIN)/pytest $(PARALLEL) tests/browser

browser-matrix: $(BROWSER) ## every page in every language, width and colour scheme
	FULL=1 $(BIN)/pytest $(PARALLEL) tests/browser

offline: $(VENV)/.test $(VENV)/.browsers ## reading without a network, in three browsers
	$(BIN)/pytest $(PARALLEL) tests/offline_browsers

offline-matrix: $(VENV)/.test $(VENV)/.browsers ## every fault on every kind of file, in three browsers
	MATRIX=all $(BIN)/pytest $(PARALLEL) tests/offline_browsers/test_faults.py

deploy-matrix: $(VENV)/.test $(VENV)/.hosts ## deploys of the sample, cut after every single operation; to every kind of host, cut at many places
	MATRIX=all $(BIN)/pytest $(PARALLEL) tests/deploying/sample_matrix.py tests/deploying/test_any_order_of_events.py \
		tests/deploying/test_interrupted.py
	MATRIX=all $(BIN)/pytest $(PARALLEL) tests/deploying/servers tests/hosting/test_servers.py

import-matrix: $(VENV)/.test $(VENV)/.browsers ## a large region of Integreat, brought in and given out again; archives of the whole sample
	MATRIX=all $(BIN)/pytest $(PARALLEL) tests/exchange/integreat/test_large.py tests/exchange/integreat/test_round_trip.py \
		tests/exchange/archive/test_round_trip.py

test-cms: $(VENV)/.test $(VENV)/cms/.installed ## move in from Integreat's real CMS, run here with PostgreSQL
	$(BIN)/pytest tests/cms

build-matrix: $(VENV)/.test ## 500 random sequences of edits: each build over former ones is as a clean build
	MATRIX=all $(BIN)/pytest $(PARALLEL) tests/line/test_edit_sequences.py

bench: $(VENV)/.test $(VENV)/.browsers ## time builds of generated guides, saves under serve, the start, and search as on a cheap phone
	$(BIN)/python tests/bench/bench.py --saves 5 --starts 30 --occasions
	$(BIN)/python tests/bench/search.py

bench-large: $(VENV)/.test $(VENV)/.browsers ## the same of 15,000 and 60,000 pages
	$(BIN)/python tests/bench/bench.py --pages 15000 60000 --pictures 0 --rounds 1 --saves 5

BENCHED := $(addprefix $(VENV)/bench/,hugo mkdocs nikola pelican zensical)
bench-others: $(VENV)/.test $(VENV)/bench/eleventy/.fetched $(addsuffix /.fetched,$(BENCHED)) ## by turns with Hugo, Eleventy, Pelican, Nikola, MkDocs and Zensical
	$(BIN)/python tests/bench/bench.py --pages 3000 --pictures 0 --against hugo eleventy pelican nikola mkdocs zensical

lock: $(VENV)/.test ## resolve the lock files anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra checkout pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra checkout --extra dev -c requirements.lock pyproject.toml -o tests/requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" tests/cms/requirements.in -o tests/cms/requirements.lock

libraries: $(VENV)/libraries/.fetched ## make the theme's bundles of libraries anew
	node $(VENV)/libraries/build.mjs $(LIBRARIES)

desk: $(VENV)/desk/.fetched ## make the bundle of the browser editor anew
	find $(DESK)/editor -mindepth 1 -delete
	node $(VENV)/desk/build.mjs $(DESK)/editor

search-table: $(VENV)/.run ## write the theme's script that folds words anew from the program's table
	$(BIN)/python -m integreat_ssg.rendering.search.script > themes/default/scripts/search-table.js

messages: $(VENV)/.run ## bring the theme's message catalogues up to date with its templates
	$(BIN)/pybabel -q extract -F themes/default/messages/babel.cfg -k say --no-location --sort-output \
		-o $(VENV)/messages.pot themes/default/templates integreat_ssg/rendering
	for po in themes/default/messages/*.po; do $(BIN)/pybabel -q update --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date -i $(VENV)/messages.pot -o $$po -l $$(basename $$po .po); done

clean: ## remove everything that the other targets made
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache tests/node_modules
	find $(OUTPUT) -mindepth 1 -not -name .gitkeep -delete

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV) || { $(APT_GET) update --quiet && \
		$(APT_GET) install --yes --quiet --no-install-recommends python3-venv && $(PYTHON) -m venv --clear $(VENV); }

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: tests/requirements.lock $(VENV)/.run
	$(BIN)/pip install --quiet --require-hashes --requirement tests/requirements.lock
	touch $@

# Command to Debian package; what is there already is left alone, for a Node.js from elsewhere conflicts with Debian's npm.
PACKAGES := chromium=chromium firefox-esr=firefox-esr WebKitWebDriver=webkit2gtk-driver Xvfb=xvfb setpriv=util-linux \
	speech-dispatcher=speech-dispatcher /usr/lib/speech-dispatcher-modules/sd_espeak-ng=speech-dispatcher-espeak-ng \
	java=default-jre-headless node=nodejs npm=npm zbarimg=zbar-tools fc-list=fontconfig git=git
$(VENV)/.browsers: Makefile | $(VENV)/bin/pip
	missing="$$(for each in $(PACKAGES); do command -v $${each%=*} >/dev/null || echo $${each#*=}; done; \
		{ fc-list 2>/dev/null || true; } | grep -q NotoSansArabic || echo fonts-noto-core)"; \
	test -z "$$missing" || { $(APT_GET) update --quiet && \
		$(APT_GET) install --yes --quiet --no-install-recommends $$missing; }
	command -v chromium-headless-shell >/dev/null || { $(APT_GET) update --quiet && \
		$(APT_GET) install --yes --quiet --no-install-recommends chromium-headless-shell; } || \
		echo "There is no chromium-headless-shell. The browser tests take Chromium itself, and twice as long."
	touch $@

# What makes PDFs, and what looks at them: Pango, Poppler, a reader of QR codes, fonts of all scripts.
# Debian's packages are installed by one at a time.
$(VENV)/.paper: | $(VENV)/bin/pip $(VENV)/.browsers
	missing="$$({ ldconfig -p 2>/dev/null || true; } | grep -q libpangoft2-1.0 || echo libpango-1.0-0 libpangoft2-1.0-0; \
		for each in pdftoppm=poppler-utils zbarimg=zbar-tools fc-list=fontconfig; do \
		command -v $${each%=*} >/dev/null || echo $${each#*=}; done; \
		{ fc-list 2>/dev/null || true; } | grep -q NotoSansArabic || echo fonts-noto-core; \
		fc-list :lang=zh-cn 2>/dev/null | grep -q . || echo fonts-wqy-zenhei)"; \
		test -z "$$missing" || { $(APT_GET) update --quiet && \
		$(APT_GET) install --yes --quiet --no-install-recommends $$missing; }
	touch $@

# Servers that host files are tried with and that deploys go to, each a process of its test's own; none is the system's service.
SERVERS := apache2=apache2 nginx=nginx caddy=caddy jq=jq sshd=openssh-server ssh-keyscan=openssh-client proftpd=proftpd-core \
	ftpasswd=proftpd-core htpasswd=apache2-utils openssl=openssl rclone=rclone
$(VENV)/.hosts: Makefile | $(VENV)/bin/pip $(VENV)/.paper
	missing="$$(for each in $(SERVERS); do PATH="$$PATH:/usr/sbin" command -v $${each%=*} >/dev/null || echo $${each#*=}; done; \
		test -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so || echo libnginx-mod-http-brotli-static; \
		test -e /usr/lib/proftpd/mod_tls.so || echo proftpd-mod-crypto; \
		test -e /etc/mime.types || echo media-types)"; \
		test -z "$$missing" || { $(APT_GET) update --quiet && \
		$(APT_GET) install --yes --quiet --no-install-recommends $$missing; }
	touch $@

# The CMS in an environment of its own, for its packages are not ours. Which release it is depends on the Python: the newest
# want 3.13 (`make test-cms CMS_PYTHON=python3.13`), and 3.11 gets the last that runs there. The lock is whole: pip resolves nothing.
CMS_PYTHON ?= $(PYTHON)
$(VENV)/cms/.installed: tests/cms/requirements.lock | $(VENV)/bin/pip
	missing="$$(command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || echo postgresql; \
		for each in libmagic.so.1=libmagic1 libcairo.so.2=libcairo2; do \
		{ ldconfig -p 2>/dev/null || true; } | grep -q $${each%=*} || echo $${each#*=}; done)"; \
		test -z "$$missing" || { $(APT_GET) update --quiet && \
		$(APT_GET) install --yes --quiet --no-install-recommends $$missing; }
	$(CMS_PYTHON) -m venv --clear $(VENV)/cms
	$(VENV)/cms/bin/pip install --quiet --require-hashes --no-deps --requirement tests/cms/requirements.lock
	touch $@

# Packages are fetched outside of the theme, which goes into every wheel as it is.
LIBRARIES := themes/default/libraries
$(VENV)/libraries/.fetched: $(addprefix $(LIBRARIES)/,package.json package-lock.json .npmrc build.mjs) $(wildcard $(LIBRARIES)/source/*) | $(VENV)/.browsers
	mkdir -p $(@D)
	cp -r $(addprefix $(LIBRARIES)/,package.json package-lock.json .npmrc build.mjs source) $(@D)
	npm ci --prefix $(@D) --no-audit --no-fund
	touch $@

DESK := integreat_ssg/desk
$(VENV)/desk/.fetched: $(addprefix $(DESK)/libraries/,package.json package-lock.json .npmrc build.mjs) $(wildcard $(DESK)/libraries/source/*) | $(VENV)/.browsers
	mkdir -p $(@D)
	cp -r $(addprefix $(DESK)/libraries/,package.json package-lock.json .npmrc build.mjs source) $(@D)
	npm ci --prefix $(@D) --no-audit --no-fund
	touch $@

# Generators to be measured against, each in an environment of its own: none of their packages meets ours.
OTHERS := tests/bench/others
$(addsuffix /.fetched,$(BENCHED)): $(VENV)/bench/%/.fetched: $(OTHERS)/requirements/%.txt | $(VENV)/bin/pip
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install --quiet --require-hashes --requirement $<
	touch $@

$(VENV)/bench/eleventy/.fetched: $(addprefix $(OTHERS)/eleventy/,package.json package-lock.json .npmrc) | $(VENV)/.browsers
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --no-audit --no-fund
	touch $@

tests/node_modules/.package-lock.json: tests/package-lock.json | $(VENV)/.browsers
	npm ci --prefix tests --no-audit --no-fund
