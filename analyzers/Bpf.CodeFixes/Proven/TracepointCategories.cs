namespace Bpf.CodeFixes.Proven;

/// <summary>The categories of tracepoints, where the name tells them.</summary>
internal static class TracepointCategories
{
    private const string SystemCalls = "syscalls";

    // All tracepoints whose name begins with one of these are in the category of that name (include/trace/events).
    private static readonly string[] s_prefixes =
    [
        "block", "btrfs", "cgroup", "ext4", "fib", "hugetlbfs", "io_uring", "jbd2", "memcg", "mmap_lock", "neigh", "net", "oom", "page_pool", "percpu", "qdisc",
        "rcu", "rseq", "sched", "signal", "swiotlb", "task", "tcp", "timer", "tlb", "udp", "watchdog", "workqueue", "writeback", "xdp", "xfs",
    ];

    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["consume_skb"] = "skb",
        ["cpu_frequency"] = "power",
        ["cpu_idle"] = "power",
        ["inet_sock_set_state"] = "sock",
        ["irq_handler_entry"] = "irq",
        ["irq_handler_exit"] = "irq",
        ["kfree"] = "kmem",
        ["kfree_skb"] = "skb",
        ["kmalloc"] = "kmem",
        ["kmem_cache_alloc"] = "kmem",
        ["kmem_cache_free"] = "kmem",
        ["netif_receive_skb"] = "net",
        ["netif_rx"] = "net",
        ["softirq_entry"] = "irq",
        ["softirq_exit"] = "irq",
        ["softirq_raise"] = "irq",
        ["sys_enter"] = "raw_syscalls",
        ["sys_exit"] = "raw_syscalls",
    };

    /// <summary>Returns the category of a tracepoint; null when the name does not tell.</summary>
    public static string? Of(string name) => s_names.TryGetValue(name, out string? category) ? category
        : name.StartsWith("sys_enter_", StringComparison.Ordinal) || name.StartsWith("sys_exit_", StringComparison.Ordinal) ? SystemCalls
        : Array.Find(s_prefixes, prefix => name.StartsWith(prefix + "_", StringComparison.Ordinal));
}
