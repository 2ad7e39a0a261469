# SPDX-License-Identifier: GPL-3.0-or-later
# `make help` lists the targets.

VERSION := $(shell cat VERSION)
prefix ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= cc
CFLAGS ?= -O2 -g
# With gcc, tools are optimised as a whole; tests link the same objects without that.
IS_GCC := $(shell $(CC) -v 2>&1 | grep '^gcc version')
LTO ?= $(if $(IS_GCC),-flto=auto -ffat-lto-objects)
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wformat=2 -Wredundant-decls
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Ilib $(WARNINGS) $(CFLAGS) $(LTO) -MMD -MP \
	-DVIERPHASEN_VERSION='"$(VERSION)"' -DVIERPHASEN_DATA='"$(prefix)/share/vierphasen"'
# A tool is linked with those that it uses.
LIBRARIES = -lcsv -lsodium
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all

LIB_SOURCES := $(wildcard lib/*/*.c)
TOOL_SOURCES := $(wildcard cmd/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
TOOLS := $(TOOL_SOURCES:cmd/%.c=$(BUILD)/bin/%)
UNITS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)
LIBRARY := $(BUILD)/libvierphasen.a

# What is installed beside the programs; setup and demo are for this folder only.
DATA = $(shell find lib/data -type f)
SCRIPTS = $(shell find scripts -type f ! -name setup ! -name demo)
PAGES = $(wildcard man/*.[157])
# Scripts with a page of their own are called like programs.
COMMANDS = $(notdir $(wildcard $(patsubst man/%.1,scripts/%,$(filter %.1,$(PAGES)))))
bindir = $(DESTDIR)$(prefix)/bin
datadir = $(DESTDIR)$(prefix)/share/vierphasen
mandir = $(DESTDIR)$(prefix)/share/man

# An environment may name a locale that isn't there: bash and perl complain of it each time.
export LC_ALL := C

# A make of its own, on all processors unless -j was given. Packages are there by then.
PARALLEL = $(MAKE) --no-print-directory --silent $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

.PHONY: all
all: $(TOOLS) $(BUILD)/share/vierphasen ## build the tools in build/bin (the default)
	@:

.PHONY: units
units: $(UNITS)
	@:

.PHONY: check
check: ## build, run every test; T=PATTERN: those whose name contains PATTERN
	@scripts/setup check
	@+$(PARALLEL) all units
	@tests/check "$(BUILD)" "$(T)"

.PHONY: accept
accept: all ## T=PATTERN: take what these command tests print now for right
	@tests/run --accept "$(BUILD)/bin" "$(T)"

.PHONY: asan
asan: ## the tests under address and undefined behaviour sanitizers, also byte by byte
	@scripts/setup check
	@+$(PARALLEL) BUILD=$(BUILD)-asan LTO= CFLAGS='-O1 -g $(SANITIZE)' LDFLAGS='$(SANITIZE)' all units
	@SANITIZE=1 tests/check --read-size=1 "$(BUILD)-asan" "$(T)"

.PHONY: lint
lint: ## build with -Werror; check the format, the lengths and the scripts
	@scripts/setup lint
	@+$(PARALLEL) BUILD=$(BUILD)-lint LTO= CFLAGS='-O2 -Werror' all units
	@tests/checks/style

.PHONY: mutants
mutants: ## change the date code and the holidays in 700 ways: the proofs must notice each
	@scripts/setup check
	@tests/mutants/run

.PHONY: format
format: ## lay out the C files by .clang-format
	@scripts/setup lint
	clang-format -i $(wildcard lib/*/*.[ch] cmd/*.[ch] tests/*/*.[ch])

.PHONY: layers
layers: ## check who includes whom
	@tests/checks/layers

.PHONY: bench
bench: all ## measure the speed against dd, mawk and Miller
	@tests/bench/run "$(BUILD)/bin"

.PHONY: demo
demo: ## build, and show the whole pipeline on 12,929 invented people
	@scripts/setup demo
	@+$(PARALLEL) all
	@scripts/demo "$(BUILD)/bin"

.PHONY: install
install: all ## install to prefix (default /usr/local), below DESTDIR
	install -d "$(bindir)"
	install $(TOOLS) "$(bindir)"
	@set -e; for f in $(DATA:lib/data/%=%); do \
		install -D -m 644 "lib/data/$$f" "$(datadir)/$$f"; done
	@set -e; for f in $(SCRIPTS); do mode=644; [ ! -x "$$f" ] || mode=755; \
		install -D -m $$mode "$$f" "$(datadir)/$$f"; done
	@set -e; for f in $(COMMANDS); do \
		ln -sfnr "$(datadir)/scripts/$$f" "$(bindir)/$$f"; done
	@set -e; for f in $(PAGES); do \
		install -D -m 644 "$$f" "$(mandir)/man$${f##*.}/$${f##*/}"; done

.PHONY: uninstall
uninstall: ## remove what install wrote, and nothing else
	@for f in $(notdir $(TOOLS)) $(COMMANDS); do rm -f "$(bindir)/$$f"; done
	@for f in $(DATA:lib/data/%=%) $(SCRIPTS); do rm -f "$(datadir)/$$f"; done
	@for f in $(PAGES); do rm -f "$(mandir)/man$${f##*.}/$${f##*/}"; done
	@[ ! -d "$(datadir)" ] || find "$(datadir)" -depth -type d -empty -delete

.PHONY: dist
dist: ## make dist/vierphasen-VERSION.tar.gz of the last commit
	@mkdir -p dist
	git archive --prefix=vierphasen-$(VERSION)/ -o dist/vierphasen-$(VERSION).tar.gz HEAD

.PHONY: clean
clean: ## remove everything that was built
	rm -rf "$(BUILD)" "$(BUILD)-asan" "$(BUILD)-lint" dist

.PHONY: help
help: ## show this list
	@echo 'make TARGET [prefix=DIR] [DESTDIR=DIR] [BUILD=DIR] [CC=..] [CFLAGS=..]'
	@sed -n 's/^\([a-z]*\):.* ## \(.*\)/  \1\t\2/p' Makefile | expand -t 13

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(LIBRARY): $(LIB_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(TOOLS): $(BUILD)/bin/%: $(BUILD)/cmd/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LTO) $(LDFLAGS) -Wl,--as-needed -o $@ $^ $(LIBRARIES)

$(UNITS): $(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $^ $(LIBRARIES) -lcmocka -lical

# The build folder looks like an installation: programs in bin, data in share/vierphasen.
$(BUILD)/share/vierphasen:
	@mkdir -p $(@D)
	ln -sfnr lib/data $@

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
