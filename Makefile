# SPDX-License-Identifier: GPL-3.0-or-later
# `make help` lists the targets.

VERSION := $(shell cat VERSION)
prefix ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= cc
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wformat=2 -Wredundant-decls
# A tool is linked with those that it uses.
LIBRARIES = -lcsv -lsodium
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all

# Where things are installed, each below DESTDIR.
bindir = $(prefix)/bin
datadir = $(prefix)/share
docdir = $(datadir)/doc/vierphasen
mandir = $(datadir)/man
unitdir = $(prefix)/lib/systemd/system
# Of completions: where each shell looks for those that come with a program.
bashdir = $(datadir)/bash-completion/completions
zshdir = $(datadir)/zsh/site-functions
fishdir = $(datadir)/fish/vendor_completions.d

# What is released is optimised as a whole, by gcc; `make LTO= release` leaves that out.
LTO = $(if $(shell $(CC) -v 2>&1 | grep '^gcc version'),-flto=auto -ffat-lto-objects)
RELEASE = $(BUILD)/release

# Hardened unless HARDEN= says no or a sanitizer looks already. glibc fortifies optimised code
# only, and a packager's own degree goes first.
HARDEN ?= $(if $(findstring -fsanitize=,$(CFLAGS)),,yes)
FORTIFY = $(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),$(if \
	$(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2))
HARD_CFLAGS = $(if $(HARDEN),-fPIE -fstack-protector-strong $(FORTIFY))
HARD_LDFLAGS = $(if $(HARDEN),-pie -Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now)
comma := ,

# Nothing of the folder in which it is built goes into a binary: PWD would name it by a link.
export PWD := $(CURDIR)
SAME_ANYWHERE = '-ffile-prefix-map=$(CURDIR)=.'
ALL_CPPFLAGS = -D_GNU_SOURCE -Ilib -DVIERPHASEN_VERSION='"$(VERSION)"' \
	-DVIERPHASEN_DATA='"$(datadir)/vierphasen"' $(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARNINGS) $(HARD_CFLAGS) $(CFLAGS) $(WHOLE_PROGRAM) $(SAME_ANYWHERE) -MMD -MP
LINK = $(CC) $(HARD_CFLAGS) $(CFLAGS) $(WHOLE_PROGRAM) $(SAME_ANYWHERE) $(HARD_LDFLAGS) $(LDFLAGS) \
	-Wl,--as-needed

LIB_SOURCES := $(wildcard lib/*/*.c)
TOOL_SOURCES := $(wildcard cmd/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
TOOLS := $(TOOL_SOURCES:cmd/%.c=$(BUILD)/bin/%)
UNITS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)
LIBRARY := $(BUILD)/libvierphasen.a

# What is installed beside the programs; setup and demo are for this folder only.
DATA = $(shell find lib/data -type f)
SCRIPTS = $(shell find scripts -type f ! -path 'scripts/systemd/*' ! -name setup ! -name demo \
	! -name '*vierphasen' ! -name 'vierphasen.*sh')
UNIT_FILES = $(wildcard scripts/systemd/*)
EXAMPLES = $(shell find tests/data/examples -type f)
PAGES = $(wildcard man/*.[157])
# Scripts with a page of their own are called like programs.
COMMANDS = $(notdir $(wildcard $(patsubst man/%.1,scripts/%,$(filter %.1,$(PAGES)))))
LINKS = $(COMMANDS:%=$(BUILD)/bin/%)
PROGRAMS = $(sort $(notdir $(TOOLS)) $(COMMANDS))

# Scripts, units and pages name folders below /usr/local, scripts also that of the build: in
# an installation these become its own. $(1) is how a hyphen is written.
in_sed = $(subst -,$(1),$(subst &,\&,$(subst |,\|,$(subst \,\\,$(2)))))
its_folders = -e 's|/usr/local/share/doc/vierphasen|$(call in_sed,$(1),$(docdir))|g' \
	-e 's|/usr/local/share/vierphasen|$(call in_sed,$(1),$(datadir)/vierphasen)|g' \
	-e 's|/usr/local/lib/systemd/system|$(call in_sed,$(1),$(unitdir))|g' \
	-e 's|\$$scripts/\.\./build/bin|"$(call in_sed,$(1),$(bindir))"|g'

# An environment may name a locale that isn't there: bash and perl complain of it each time.
export LC_ALL := C

# A make of its own, on all processors unless -j was given. Packages are there by then.
PARALLEL = $(MAKE) --no-print-directory --silent $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

.PHONY: all
all: $(TOOLS) $(LINKS) $(BUILD)/share/vierphasen ## build the tools in build/bin (the default)
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

.PHONY: check-more
check-more: ## the tests that need what is large: other machines, systems and programs; T=PATTERN
	@scripts/setup more
	@tests/more/run "$(T)"

.PHONY: asan
asan: ## the tests under address and undefined behaviour sanitizers, also byte by byte
	@scripts/setup check
	@+$(PARALLEL) BUILD=$(BUILD)-asan CFLAGS='-O1 -g $(SANITIZE)' LDFLAGS='$(SANITIZE)' all units
	@SANITIZE=1 tests/check --read-size=1 "$(BUILD)-asan" "$(T)"

# .ci/run says ANALYZE=no: what takes minutes isn't among what must hold in a quarter of an hour.
ANALYZE ?=

.PHONY: lint
lint: ## build with -Werror; check the format, the lengths and the scripts; analyze if it can
	@scripts/setup lint
	@+$(PARALLEL) BUILD=$(BUILD)-lint CFLAGS='-O2 -Werror' all units
	@[ '$(ANALYZE)' = no ] || tests/checks/analyze --if-installed
	@tests/checks/style

.PHONY: analyze
analyze: ## what gcc -fanalyzer, clang-tidy and cppcheck find, on all processors
	@scripts/setup analyze
	@tests/checks/analyze

.PHONY: matrix
matrix: ## the same bytes by other compilers, machines, zones and locales; T=PATTERN
	@scripts/setup check
	@+$(PARALLEL) all
	@tests/matrix/run "$(BUILD)" "$(T)"

.PHONY: mutants
mutants: ## change what decides in 2,000 ways: the tests must notice each; T=PATTERN
	@scripts/setup check
	@tests/mutants/run "$(T)"

# Harnesses of libFuzzer, which is clang's. That a null pointer plus 0 is one again is no
# fault (WG14 N3322).
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
FUZZING = -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize=pointer-overflow -fno-sanitize-recover=undefined

.PHONY: fuzz
fuzz: ## inputs made by libFuzzer, FUZZ_SECONDS a harness; T=PATTERN, FUZZ_SEED=N
	@scripts/setup fuzz
	@+$(PARALLEL) BUILD=$(BUILD)-fuzz CC=clang CFLAGS='$(FUZZING)' fuzzers
	@tests/fuzz/run "$(BUILD)-fuzz" "$(T)"

.PHONY: fuzzers
fuzzers: $(FUZZERS) $(BUILD)/share/vierphasen
	@:

.PHONY: torture
torture: ## fail each system call and allocation of each tool; T=PATTERN, TORTURE_EVERY=N
	@scripts/setup torture
	@+$(PARALLEL) all
	@tests/torture/run "$(BUILD)/bin" "$(T)"

# Counted are also those that end without exit(3): tests/coverage/flush.c.
COUNTED = CFLAGS='-O0 --coverage' LDFLAGS='--coverage $(FLUSH) \
	-Wl,--wrap=_exit,--wrap=raise,--wrap=kill,--wrap=sigprocmask'
FLUSH = $(BUILD)-coverage/tests/coverage/flush.o

.PHONY: coverage
coverage: ## each line of code runs in a test, or tests/uncovered says why not; not in .ci/run: it is long
	@scripts/setup check
	@+$(PARALLEL) BUILD=$(BUILD)-coverage $(COUNTED) $(FLUSH)
	@+$(PARALLEL) BUILD=$(BUILD)-coverage $(COUNTED) all units
	@tests/coverage/run "$(BUILD)-coverage"

.PHONY: format
format: ## lay out the C files by .clang-format
	@scripts/setup lint
	clang-format -i $(wildcard lib/*/*.[ch] cmd/*.[ch] tests/*/*.[ch])

.PHONY: layers
layers: ## check who includes whom
	@tests/checks/layers

.PHONY: release
release: ## build for use, optimised as a whole, in build/release
	@+$(PARALLEL) BUILD="$(RELEASE)" WHOLE_PROGRAM='$(LTO)' all

.PHONY: bench
bench: release ## measure the speed of the release against dd, mawk and Miller; T=PATTERN
	@BENCH_DIR="$${BENCH_DIR:-$(BUILD)/bench}" tests/bench/run "$(RELEASE)/bin" "$(T)"

.PHONY: demo
demo: ## build, and show the whole pipeline on 12,929 invented people
	@scripts/setup demo
	@+$(PARALLEL) all
	@scripts/demo "$(BUILD)/bin"

.PHONY: install
install: release ## install the release to prefix (default /usr/local), below DESTDIR
	install -d "$(DESTDIR)$(bindir)"
	install $(TOOLS:$(BUILD)/%=$(RELEASE)/%) "$(DESTDIR)$(bindir)"
	@set -e; for f in $(DATA:lib/data/%=%); do \
		install -D -m 644 "lib/data/$$f" "$(DESTDIR)$(datadir)/vierphasen/$$f"; done
	@set -e; for f in $(SCRIPTS); do mode=644; [ ! -x "$$f" ] || mode=755; \
		to="$(DESTDIR)$(datadir)/vierphasen/$$f"; install -D -m $$mode "$$f" "$$to"; \
		sed -i $(call its_folders,-) "$$to"; done
	@set -e; for f in $(COMMANDS); do ln -sfnr \
		"$(DESTDIR)$(datadir)/vierphasen/scripts/$$f" "$(DESTDIR)$(bindir)/$$f"; done
	@set -e; for f in $(UNIT_FILES); do to="$(DESTDIR)$(unitdir)/$${f##*/}"; \
		install -D -m 644 "$$f" "$$to"; sed -i $(call its_folders,-) "$$to"; done
	@set -e; for f in $(PAGES); do to="$(DESTDIR)$(mandir)/man$${f##*.}/$${f##*/}"; \
		install -D -m 644 "$$f" "$$to"; sed -i $(call its_folders,\\-) "$$to"; done
	@set -e; for f in $(EXAMPLES:tests/data/%=%); do \
		install -D -m 644 "tests/data/$$f" "$(DESTDIR)$(docdir)/$$f"; done

	install -d "$(DESTDIR)$(bashdir)" "$(DESTDIR)$(zshdir)" "$(DESTDIR)$(fishdir)"
	@set -e; complete() { install -m 644 "scripts/completions/$$1" "$$2"; \
		sed -i $(call its_folders,-) -e 's/@TOOLS@/$(PROGRAMS)/' "$$2"; }; \
		complete _vierphasen "$(DESTDIR)$(zshdir)/_vierphasen"; \
		complete vierphasen.bash "$(DESTDIR)$(bashdir)/vierphasen"; \
		complete vierphasen.fish "$(DESTDIR)$(fishdir)/vierphasen.fish"; \
		for f in $(PROGRAMS); do ln -sf vierphasen "$(DESTDIR)$(bashdir)/$$f"; \
			ln -sf vierphasen.fish "$(DESTDIR)$(fishdir)/$$f.fish"; done

.PHONY: uninstall
uninstall: ## remove what install wrote, and nothing else
	@for f in $(notdir $(TOOLS)) $(COMMANDS); do rm -f "$(DESTDIR)$(bindir)/$$f"; done
	@for f in $(DATA:lib/data/%=%) $(SCRIPTS); do \
		rm -f "$(DESTDIR)$(datadir)/vierphasen/$$f"; done
	@for f in $(notdir $(UNIT_FILES)); do rm -f "$(DESTDIR)$(unitdir)/$$f"; done
	@for f in vierphasen $(PROGRAMS); do \
		rm -f "$(DESTDIR)$(bashdir)/$$f" "$(DESTDIR)$(fishdir)/$$f.fish"; done
	@rm -f "$(DESTDIR)$(zshdir)/_vierphasen"
	@for f in $(PAGES); do rm -f "$(DESTDIR)$(mandir)/man$${f##*.}/$${f##*/}"; done
	@for f in $(EXAMPLES:tests/data/%=%); do rm -f "$(DESTDIR)$(docdir)/$$f"; done
	@for d in "$(DESTDIR)$(datadir)/vierphasen" "$(DESTDIR)$(docdir)"; do \
		[ ! -d "$$d" ] || find "$$d" -depth -type d -empty -delete; done

.PHONY: dist
dist: ## make dist/vierphasen-VERSION.tar.gz of the last commit
	@mkdir -p dist
	git archive --prefix=vierphasen-$(VERSION)/ -o dist/vierphasen-$(VERSION).tar.gz HEAD

.PHONY: clean
clean: ## remove everything that was built
	rm -rf "$(BUILD)" "$(BUILD)-asan" "$(BUILD)-lint" "$(BUILD)-fuzz" "$(BUILD)-coverage" dist

.PHONY: help
help: ## show this list
	@echo 'make TARGET [prefix=DIR] [DESTDIR=DIR] [BUILD=DIR] [CC=..] [CFLAGS=..]'
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/  \1\t\2/p' Makefile | expand -t 13

$(BUILD)/%.o: %.c VERSION
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# The folder of the tables is compiled in: with another one this object is made again.
$(filter %/datadir.o,$(LIB_OBJECTS)): $(BUILD)/datadir
$(BUILD)/datadir: always
	@mkdir -p $(@D)
	@echo '$(datadir)' | cmp -s - $@ || echo '$(datadir)' >$@
.PHONY: always
always:

$(LIBRARY): $(LIB_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(TOOLS): $(BUILD)/bin/%: $(BUILD)/cmd/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LIBRARIES)

$(UNITS): $(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LIBRARIES) -lcmocka -lical -ljansson

$(FUZZERS): $(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) -fsanitize=fuzzer,address,undefined -o $@ $^ $(LIBRARIES)

$(LINKS): $(BUILD)/bin/%: scripts/%
	@mkdir -p $(@D)
	ln -sfnr $< $@

# The build folder looks like an installation: programs in bin, data in share/vierphasen.
$(BUILD)/share/vierphasen:
	@mkdir -p $(@D)
	ln -sfnr lib/data $@

-include $(LIB_OBJECTS:.o=.d) $(TOOLS:$(BUILD)/bin/%=$(BUILD)/cmd/%.d)
-include $(UNITS:$(BUILD)/unit/%=$(BUILD)/tests/unit/%.d)
-include $(FUZZERS:$(BUILD)/fuzz/%=$(BUILD)/tests/fuzz/%.d)
