// What the refused programs share. Each program has one line that is marked with the class of the refusal.
#pragma once
#include <stddef.h>
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#define unknown(x) asm volatile("" : "+r"(x))
#define noinline __attribute__((noinline))

struct item {
    struct bpf_spin_lock lock;
    int count;
    int values[8];
    unsigned char tail[4];
};

struct event {
    int pid;
    int size;
    char name[16];
};

struct pair {
    unsigned char kind;
    int number;
};

struct packed {
    unsigned char kind;
    int number;
} __attribute__((packed));

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __type(key, int);
    __type(value, struct item);
    __uint(max_entries, 4);
} items SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __type(key, struct pair);
    __type(value, struct packed);
    __uint(max_entries, 4);
} pairs SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 4096);
} ring SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
    __uint(max_entries, 1);
    __uint(key_size, 4);
    __uint(value_size, 4);
} programs SEC(".maps");

char LICENSE[] SEC("license") = "GPL";
