/* Shared by the C twins of the networking programs. */
#ifndef PACKETS_H
#define PACKETS_H
#include <linux/types.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <stdbool.h>

#ifndef __always_inline
#define __always_inline inline __attribute__((always_inline))
#endif
/* Newer than the installed headers. */
#define TCX_NEXT -1
#define TCX_DROP 2
#define IP_OFFSET 0x1FFF

struct vlan_hdr { __be16 h_vlan_TCI, h_vlan_encapsulated_proto; };
struct dns_hdr { __be16 id, flags, questions, answers, authorities, additional; };

/* A cursor, as in most XDP programs. */
struct cursor { void *position, *end; };

static __always_inline struct ethhdr *parse_ethernet(struct cursor *c)
{
	struct ethhdr *h = c->position;

	if ((void *)(h + 1) > c->end)
		return 0;
	c->position = h + 1;
	return h;
}

static __always_inline struct iphdr *parse_ipv4(struct cursor *c)
{
	struct iphdr *h = c->position;

	if ((void *)(h + 1) > c->end || h->ihl < 5)
		return 0;
	c->position += h->ihl * 4;
	return h;
}

static __always_inline struct ipv6hdr *parse_ipv6(struct cursor *c)
{
	struct ipv6hdr *h = c->position;

	if ((void *)(h + 1) > c->end)
		return 0;
	c->position = h + 1;
	return h;
}

static __always_inline struct tcphdr *parse_tcp(struct cursor *c)
{
	struct tcphdr *h = c->position;

	if ((void *)(h + 1) > c->end || h->doff < 5)
		return 0;
	c->position += h->doff * 4;
	return h;
}

static __always_inline struct udphdr *parse_udp(struct cursor *c)
{
	struct udphdr *h = c->position;

	if ((void *)(h + 1) > c->end)
		return 0;
	c->position = h + 1;
	return h;
}

char LICENSE[] SEC("license") = "GPL";
#endif
