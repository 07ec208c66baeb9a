// expect: loads
// returns: push 1
// The head of a list of allocated objects, with its lock, in static variables.
#include "common.h"

#define __contains(type, member) __attribute__((btf_decl_tag("contains:" #type ":" #member)))

struct bpf_list_head {
	__u64 opaque[2];
} __attribute__((aligned(8)));

struct bpf_list_node {
	__u64 opaque[3];
} __attribute__((aligned(8)));

struct element {
	struct bpf_list_node node;
	int value;
};

extern void *bpf_obj_new_impl(__u64 type, void *meta) __ksym;
extern void bpf_obj_drop_impl(void *object, void *meta) __ksym;
extern int bpf_list_push_front_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta, __u64 offset) __ksym;
extern struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head) __ksym;

static struct bpf_spin_lock lock;
static struct bpf_list_head head __contains(element, node);

SEC("tc")
int push(struct __sk_buff *skb)
{
	struct element *element = bpf_obj_new_impl(__builtin_btf_type_id(*(struct element *)0, 0), 0);
	struct bpf_list_node *popped;

	if (!element)
		return 0;

	bpf_spin_lock(&lock);
	bpf_list_push_front_impl(&head, &element->node, 0, 0);
	popped = bpf_list_pop_front(&head);
	bpf_spin_unlock(&lock);
	if (!popped)
		return 0;

	bpf_obj_drop_impl((void *)popped, 0);
	return 1;
}
