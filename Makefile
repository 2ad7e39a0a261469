# SPDX-License-Identifier: GPL-3.0-or-later
# `make help` lists the targets.

VERSION := $(shell cat VERSION)
prefix ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= cc
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wformat=2
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Ilib $(WARNINGS) $(CFLAGS) -MMD -MP \
	-DVIERPHASEN_VERSION='"$(VERSION)"' -DVIERPHASEN_DATA='"$(prefix)/share/vierphasen"'

LIB_SOURCES := $(wildcard lib/*.c)
TOOL_SOURCES := $(wildcard cmd/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
TOOLS := $(TOOL_SOURCES:cmd/%.c=$(BUILD)/bin/%)
UNITS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)
LIBRARY := $(BUILD)/libvierphasen.a

.PHONY: all
all: $(TOOLS) $(BUILD)/share/vierphasen

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(LIBRARY): $(LIB_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(TOOLS): $(BUILD)/bin/%: $(BUILD)/cmd/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcsv

$(UNITS): $(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcsv -lcmocka

# The build folder looks like an installation: programs in bin, data in share/vierphasen.
$(BUILD)/share/vierphasen:
	@mkdir -p $(@D)
	ln -sfn ../../lib $@

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
