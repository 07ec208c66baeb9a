/* Packet programs. All count datagrams to one port, record where these arrived, and drop those that start with 9. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define PORT_OFFSET (14 + 20 + 2) /* Ethernet, IPv4 without options, source port */
#define PAYLOAD_OFFSET (14 + 20 + 8)
#define DROP 2 /* TCX_DROP, TC_ACT_SHOT */
#define NEXT (-1) /* TCX_NEXT, TC_ACT_UNSPEC */

char LICENSE[] SEC("license") = "GPL";

__u64 calls;
__u32 came_in;
__u16 port; /* as on the wire */

static __always_inline int count(struct __sk_buff *packet)
{
	__u16 to = 0;
	__u8 first = 0;

	if (bpf_skb_load_bytes(packet, PORT_OFFSET, &to, sizeof(to)) || to != port)
		return NEXT;
	__sync_fetch_and_add(&calls, 1);
	came_in = packet->ingress_ifindex;
	bpf_skb_load_bytes(packet, PAYLOAD_OFFSET, &first, sizeof(first));
	return first == 9 ? DROP : NEXT;
}

#define COUNTS(section, name) \
	SEC(section) int name(struct __sk_buff *packet) { return count(packet); }

COUNTS("tcx/ingress", tcx_in)
COUNTS("tcx/egress", tcx_out)
COUNTS("tc/ingress", tc_in)
COUNTS("tc/egress", tc_out)
COUNTS("tc", either)
COUNTS("classifier", classified)
COUNTS("netkit/primary", primary)
COUNTS("netkit/peer", peer)

SEC("xdp")
int pass(struct xdp_md *packet)
{
	return XDP_PASS;
}

SEC("sk_lookup")
int refuse(struct bpf_sk_lookup *lookup)
{
	if (lookup->local_port != __builtin_bswap16(port))
		return SK_PASS;
	__sync_fetch_and_add(&calls, 1);
	return SK_DROP;
}

SEC("flow_dissector")
int dissect(struct __sk_buff *packet)
{
	__sync_fetch_and_add(&calls, 1);
	return BPF_OK;
}
