using System;
using System.Collections.Generic;
using System.Linq;
using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>
/// Which functions of the kernel acquire something that the program has to release, and which release it. The flags of the reference kernels say it of most
/// kernel functions (kfuncs); the rows here are what the flags do not say.
/// </summary>
internal static class OwnershipTable
{
    private const string Exchange = "bpf_kptr_xchg";

    // Acquirers whose name begins so, and what releases their objects.
    private static readonly (string Prefix, string[] Releasers)[] s_releasers =
    [
        ("bpf_task_", ["bpf_task_release"]),
        ("bpf_cgroup_", ["bpf_cgroup_release"]),
        ("bpf_cpumask_", ["bpf_cpumask_release"]),
        ("bpf_get_task_exe_file", ["bpf_put_file"]),
        ("bpf_crypto_ctx_", ["bpf_crypto_ctx_release"]),
        ("bpf_skb_ct_", ["bpf_ct_release"]),
        ("bpf_xdp_ct_", ["bpf_ct_release"]),
        ("bpf_sk_lookup_", ["bpf_sk_release"]),
        ("bpf_skc_lookup_", ["bpf_sk_release"]),
        ("bpf_ringbuf_reserve_dynptr", ["bpf_ringbuf_submit_dynptr", "bpf_ringbuf_discard_dynptr"]),
        ("bpf_ringbuf_reserve", ["bpf_ringbuf_submit", "bpf_ringbuf_discard"]),
        ("bpf_obj_new", ["bpf_obj_drop"]),
        (Exchange, ["the function that releases such an object"]),
    ];

    // What begins and ends without an object.
    private static readonly Dictionary<string, string> s_ends = new()
    {
        ["bpf_rcu_read_lock"] = "bpf_rcu_read_unlock",
        ["bpf_preempt_disable"] = "bpf_preempt_enable",
        ["bpf_local_irq_save"] = "bpf_local_irq_restore",
        ["bpf_spin_lock"] = "bpf_spin_unlock",
    };

    private static readonly HashSet<string> s_acquirers =
    [
        "bpf_sk_lookup_tcp", "bpf_sk_lookup_udp", "bpf_skc_lookup_tcp", "bpf_ringbuf_reserve", "bpf_ringbuf_reserve_dynptr", Exchange,
        "bpf_skb_ct_lookup", "bpf_skb_ct_alloc", "bpf_xdp_ct_lookup", "bpf_xdp_ct_alloc",
    ];

    private static readonly HashSet<string> s_always =
    [
        "bpf_sk_release", "bpf_ringbuf_submit", "bpf_ringbuf_discard", "bpf_ringbuf_submit_dynptr", "bpf_ringbuf_discard_dynptr", "bpf_ct_release",
    ];

    // They add objects to collections, which own them then.
    private static readonly HashSet<string> s_lenders = ["bpf_list_push_front_impl", "bpf_list_push_back_impl", "bpf_rbtree_add_impl"];

    // What all kernels refuse while a program holds a spin lock, besides helpers (kfunc_spin_allowed, kernel/bpf/verifier.c). Newer ones may allow others.
    private static readonly string[] s_refusedInLock = ["bpf_obj_", "bpf_percpu_obj_", "bpf_task_", "bpf_cgroup_", "bpf_cpumask_", "bpf_throw"];

    /// <summary>Returns true for a function that stores an object, or null, in a field that keeps a reference.</summary>
    public static bool Keeps(string function) => function == Exchange;

    /// <summary>Returns true for a function that adds an object to a list or tree.</summary>
    public static bool Lends(string function) => s_lenders.Contains(function);

    /// <summary>Returns true for a function that makes another reference to an object of the program.</summary>
    public static bool Shares(string function) => function.StartsWith("bpf_refcount_acquire", StringComparison.Ordinal);

    /// <summary>Returns true for a function that works on a list or tree, whose lock the program has to hold.</summary>
    public static bool NeedsLock(string function)
        => function.StartsWith("bpf_list_", StringComparison.Ordinal) || function.StartsWith("bpf_rbtree_", StringComparison.Ordinal);

    /// <summary>Returns true for a function that a program may not call while it holds a spin lock.</summary>
    public static bool IsRefusedInLock(string function, bool isHelper)
        => isHelper ? function != "bpf_spin_unlock" : Array.Exists(s_refusedInLock, prefix => function.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Returns true for a function whose result the program has to release.</summary>
    public static bool Acquires(string function) => s_acquirers.Contains(function) || Has(function, KfuncFlags.Acquires);

    /// <summary>Returns true for a function that releases the object that it is given, which may not be null.</summary>
    public static bool Releases(string function) => s_always.Contains(function) || Has(function, KfuncFlags.Releases);

    /// <summary>Returns the functions that release the objects of an acquirer; empty for one that the table does not know.</summary>
    public static IReadOnlyList<string> ReleasersOf(string acquirer)
        => s_releasers.FirstOrDefault(row => acquirer.StartsWith(row.Prefix, StringComparison.Ordinal)).Releasers ?? [];

    /// <summary>Returns what releases the objects of an acquirer, as text: <c>'a' or 'b'</c>.</summary>
    public static string DescribeReleasersOf(string acquirer)
        => ReleasersOf(acquirer) is { Count: > 0 } releasers ? string.Join(" or ", releasers.Select(static name => name.IndexOf(' ') < 0 ? $"'{name}'" : name))
            : "its release function";

    /// <summary>Returns the function that ends what a function begins; null for a function that begins nothing.</summary>
    public static string? EndOf(string function) => s_ends.TryGetValue(function, out string? end) ? end : null;

    /// <summary>Returns the function that begins what a function ends; null for a function that ends nothing.</summary>
    public static string? BeginOf(string function) => s_ends.FirstOrDefault(pair => pair.Value == function).Key;

    private static bool Has(string function, KfuncFlags flag) => KfuncTable.Reference.Find(function) is { } found && (found.Flags & flag) != 0;
}
