namespace Bpf.Objects.Verifier.Trace;

/// <summary>What calls of helpers and kernel functions do to values that a program holds.</summary>
internal static class CallEffects
{
    /// <summary>They release their first argument.</summary>
    public static readonly string[] Releases =
    [
        "bpf_ringbuf_submit", "bpf_ringbuf_discard", "bpf_sk_release", "bpf_task_release", "bpf_cgroup_release", "bpf_cpumask_release", "bpf_obj_drop_impl",
        "bpf_put_file", "bpf_key_put", "bpf_ct_release", "bpf_crypto_ctx_release", "bpf_xdp_xfrm_state_release",
    ];

    /// <summary>Between the first and the second, much is not allowed.</summary>
    public static readonly (string Enter, string Leave)[] Regions =
    [
        ("bpf_spin_lock", "bpf_spin_unlock"),
        ("bpf_res_spin_lock", "bpf_res_spin_unlock"),
        ("bpf_rcu_read_lock", "bpf_rcu_read_unlock"),
        ("bpf_preempt_disable", "bpf_preempt_enable"),
        ("bpf_local_irq_save", "bpf_local_irq_restore"),
    ];
}
