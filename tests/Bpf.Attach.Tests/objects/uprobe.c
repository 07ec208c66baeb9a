#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

__u64 hits, cookies, returns, entries;

SEC("uprobe")
int on_entry(void *context)
{
	__sync_fetch_and_add(&hits, 1);
	__sync_fetch_and_add(&cookies, bpf_get_attach_cookie(context));
	return 0;
}

SEC("uretprobe")
int on_return(void *context)
{
	__sync_fetch_and_add(&returns, 1);
	return 0;
}

SEC("uprobe.single")
int on_single(void *context)
{
	__sync_fetch_and_add(&hits, 1);
	return 0;
}

SEC("?uprobe.session")
int on_session(void *context)
{
	__sync_fetch_and_add(&entries, 1);
	return 0;
}
