// expect: loads
// returns: add 1
// The root of a tree of allocated objects, with its lock, in static variables.
#include "common.h"

#define __contains(type, member) __attribute__((btf_decl_tag("contains:" #type ":" #member)))

struct bpf_rb_root {
	__u64 opaque[2];
} __attribute__((aligned(8)));

struct bpf_rb_node {
	__u64 opaque[4];
} __attribute__((aligned(8)));

struct element {
	struct bpf_rb_node node;
	int value;
};

extern void *bpf_obj_new_impl(__u64 type, void *meta) __ksym;
extern int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node,
			       _Bool (*less)(struct bpf_rb_node *a, const struct bpf_rb_node *b), void *meta, __u64 offset) __ksym;

static struct bpf_spin_lock lock;
static struct bpf_rb_root root __contains(element, node);

static _Bool less(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	return ((struct element *)a)->value < ((struct element *)b)->value;
}

SEC("tc")
int add(struct __sk_buff *skb)
{
	struct element *element = bpf_obj_new_impl(__builtin_btf_type_id(*(struct element *)0, 0), 0);

	if (!element)
		return 0;

	element->value = 3;
	bpf_spin_lock(&lock);
	bpf_rbtree_add_impl(&root, &element->node, less, 0, 0);
	bpf_spin_unlock(&lock);
	return 1;
}
