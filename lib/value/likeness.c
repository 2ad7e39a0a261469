/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/likeness.h"

#include <stdint.h>

#include "base/buffer.h"
#include "value/text.h"

/* What the letters are made of (UnicodeData.txt, canonical decomposition). */
static const struct {
    uint16_t letter;
    char base;
    uint16_t mark;
} accented[] = {
    {0xC0, 'A', 0x300},  {0xC1, 'A', 0x301},  {0xC2, 'A', 0x302},  {0xC3, 'A', 0x303},
    {0xC4, 'A', 0x308},  {0xC5, 'A', 0x30A},  {0xC7, 'C', 0x327},  {0xC8, 'E', 0x300},
    {0xC9, 'E', 0x301},  {0xCA, 'E', 0x302},  {0xCB, 'E', 0x308},  {0xCC, 'I', 0x300},
    {0xCD, 'I', 0x301},  {0xCE, 'I', 0x302},  {0xCF, 'I', 0x308},  {0xD1, 'N', 0x303},
    {0xD2, 'O', 0x300},  {0xD3, 'O', 0x301},  {0xD4, 'O', 0x302},  {0xD5, 'O', 0x303},
    {0xD6, 'O', 0x308},  {0xD9, 'U', 0x300},  {0xDA, 'U', 0x301},  {0xDB, 'U', 0x302},
    {0xDC, 'U', 0x308},  {0xDD, 'Y', 0x301},  {0xE0, 'a', 0x300},  {0xE1, 'a', 0x301},
    {0xE2, 'a', 0x302},  {0xE3, 'a', 0x303},  {0xE4, 'a', 0x308},  {0xE5, 'a', 0x30A},
    {0xE7, 'c', 0x327},  {0xE8, 'e', 0x300},  {0xE9, 'e', 0x301},  {0xEA, 'e', 0x302},
    {0xEB, 'e', 0x308},  {0xEC, 'i', 0x300},  {0xED, 'i', 0x301},  {0xEE, 'i', 0x302},
    {0xEF, 'i', 0x308},  {0xF1, 'n', 0x303},  {0xF2, 'o', 0x300},  {0xF3, 'o', 0x301},
    {0xF4, 'o', 0x302},  {0xF5, 'o', 0x303},  {0xF6, 'o', 0x308},  {0xF9, 'u', 0x300},
    {0xFA, 'u', 0x301},  {0xFB, 'u', 0x302},  {0xFC, 'u', 0x308},  {0xFD, 'y', 0x301},
    {0xFF, 'y', 0x308},  {0x100, 'A', 0x304}, {0x101, 'a', 0x304}, {0x102, 'A', 0x306},
    {0x103, 'a', 0x306}, {0x104, 'A', 0x328}, {0x105, 'a', 0x328}, {0x106, 'C', 0x301},
    {0x107, 'c', 0x301}, {0x108, 'C', 0x302}, {0x109, 'c', 0x302}, {0x10A, 'C', 0x307},
    {0x10B, 'c', 0x307}, {0x10C, 'C', 0x30C}, {0x10D, 'c', 0x30C}, {0x10E, 'D', 0x30C},
    {0x10F, 'd', 0x30C}, {0x112, 'E', 0x304}, {0x113, 'e', 0x304}, {0x114, 'E', 0x306},
    {0x115, 'e', 0x306}, {0x116, 'E', 0x307}, {0x117, 'e', 0x307}, {0x118, 'E', 0x328},
    {0x119, 'e', 0x328}, {0x11A, 'E', 0x30C}, {0x11B, 'e', 0x30C}, {0x11C, 'G', 0x302},
    {0x11D, 'g', 0x302}, {0x11E, 'G', 0x306}, {0x11F, 'g', 0x306}, {0x120, 'G', 0x307},
    {0x121, 'g', 0x307}, {0x122, 'G', 0x327}, {0x123, 'g', 0x327}, {0x124, 'H', 0x302},
    {0x125, 'h', 0x302}, {0x128, 'I', 0x303}, {0x129, 'i', 0x303}, {0x12A, 'I', 0x304},
    {0x12B, 'i', 0x304}, {0x12C, 'I', 0x306}, {0x12D, 'i', 0x306}, {0x12E, 'I', 0x328},
    {0x12F, 'i', 0x328}, {0x130, 'I', 0x307}, {0x134, 'J', 0x302}, {0x135, 'j', 0x302},
    {0x136, 'K', 0x327}, {0x137, 'k', 0x327}, {0x139, 'L', 0x301}, {0x13A, 'l', 0x301},
    {0x13B, 'L', 0x327}, {0x13C, 'l', 0x327}, {0x13D, 'L', 0x30C}, {0x13E, 'l', 0x30C},
    {0x143, 'N', 0x301}, {0x144, 'n', 0x301}, {0x145, 'N', 0x327}, {0x146, 'n', 0x327},
    {0x147, 'N', 0x30C}, {0x148, 'n', 0x30C}, {0x14C, 'O', 0x304}, {0x14D, 'o', 0x304},
    {0x14E, 'O', 0x306}, {0x14F, 'o', 0x306}, {0x150, 'O', 0x30B}, {0x151, 'o', 0x30B},
    {0x154, 'R', 0x301}, {0x155, 'r', 0x301}, {0x156, 'R', 0x327}, {0x157, 'r', 0x327},
    {0x158, 'R', 0x30C}, {0x159, 'r', 0x30C}, {0x15A, 'S', 0x301}, {0x15B, 's', 0x301},
    {0x15C, 'S', 0x302}, {0x15D, 's', 0x302}, {0x15E, 'S', 0x327}, {0x15F, 's', 0x327},
    {0x160, 'S', 0x30C}, {0x161, 's', 0x30C}, {0x162, 'T', 0x327}, {0x163, 't', 0x327},
    {0x164, 'T', 0x30C}, {0x165, 't', 0x30C}, {0x168, 'U', 0x303}, {0x169, 'u', 0x303},
    {0x16A, 'U', 0x304}, {0x16B, 'u', 0x304}, {0x16C, 'U', 0x306}, {0x16D, 'u', 0x306},
    {0x16E, 'U', 0x30A}, {0x16F, 'u', 0x30A}, {0x170, 'U', 0x30B}, {0x171, 'u', 0x30B},
    {0x172, 'U', 0x328}, {0x173, 'u', 0x328}, {0x174, 'W', 0x302}, {0x175, 'w', 0x302},
    {0x176, 'Y', 0x302}, {0x177, 'y', 0x302}, {0x178, 'Y', 0x308}, {0x179, 'Z', 0x301},
    {0x17A, 'z', 0x301}, {0x17B, 'Z', 0x307}, {0x17C, 'z', 0x307}, {0x17D, 'Z', 0x30C},
    {0x17E, 'z', 0x30C}};

/* Takes the first character off *text. What is no UTF-8 stands for its bytes. */
static uint32_t take_point(struct span *text)
{
    size_t len = text_utf8_sequence(*text);
    uint32_t point = (unsigned char)text->ptr[0];

    if (len > 1)
        point &= 0xFFU >> (len + 1);
    for (size_t i = 1; i < len; i++)
        point = point << 6 | ((unsigned char)text->ptr[i] & 0x3F);
    *text = span_after(*text, len > 0 ? len : 1);
    return point;
}

static void add_point(struct buffer *out, uint32_t point)
{
    buffer_add(out, span_of((const char *)&point, sizeof point));
}

static uint32_t to_small(uint32_t point, bool small)
{
    return small && point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
}

/* The parts of a letter with its accent. */
static void add_decomposed(struct buffer *out, uint32_t point, bool small)
{
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++) {
        if (accented[i].letter != point)
            continue;
        add_point(out, to_small((uint32_t)accented[i].base, small));
        point = accented[i].mark;
    }
    add_point(out, to_small(point, small));
}

static bool is_space(uint32_t point)
{
    return point == ' ' || point == 0xA0 || (point >= 0x2000 && point <= 0x200A) ||
           point == 0x202F || point == 0x205F || point == 0x3000 || point == '\t' ||
           point == '\n' || point == '\r';
}

static bool has_no_width(uint32_t point)
{
    return point == 0xAD || (point >= 0x200B && point <= 0x200F) ||
           (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

/* The text by code points, decomposed. */
static void add_form(struct buffer *out, struct span text)
{
    while (text.len > 0)
        add_decomposed(out, take_point(&text), false);
}

/* The same of what is seen of it: without spaces and capitals. */
static void add_look(struct buffer *out, struct span text)
{
    while (text.len > 0) {
        uint32_t point = take_point(&text);
        if (!is_space(point) && !has_no_width(point))
            add_decomposed(out, point, true);
    }
}

static bool is_same(void (*add)(struct buffer *, struct span), struct span a,
                    struct span b)
{
    struct buffer forms[2] = {{0}, {0}};
    bool is_same;

    add(&forms[0], a);
    add(&forms[1], b);
    is_same = span_equal(buffer_text(&forms[0]), buffer_text(&forms[1]));
    buffer_free(&forms[0]);
    buffer_free(&forms[1]);
    return is_same;
}

enum likeness likeness_of(struct span a, struct span b)
{
    if (span_equal(a, b))
        return LIKENESS_SAME;
    if (is_same(add_form, a, b))
        return LIKENESS_FORM;
    return is_same(add_look, a, b) ? LIKENESS_LOOK : LIKENESS_NONE;
}

bool likeness_has_marks(struct span text)
{
    while (text.len > 0) {
        uint32_t point = take_point(&text);
        if (point >= 0x300 && point <= 0x36F)
            return true;
    }
    return false;
}
