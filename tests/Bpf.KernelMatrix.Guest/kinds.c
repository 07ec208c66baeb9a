/* Kinds of programs that C# classes do not have yet; each counts. */
#define SEC(name) __attribute__((section(name), used))

char LICENSE[] SEC("license") = "GPL";

unsigned long long calls;
int refuses;

static inline __attribute__((always_inline)) int verdict(void)
{
	__sync_fetch_and_add(&calls, 1);
	return refuses ? 0 : 1; /* 0 refuses for both kinds */
}

SEC("lsm_cgroup/socket_bind")
int on_bind(void *context)
{
	return verdict();
}

SEC("sk_lookup")
int on_lookup(void *context)
{
	return verdict();
}
