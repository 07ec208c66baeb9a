namespace Bpf.Objects.Verifier.Notes;

/// <summary>What calls of helpers and kernel functions do to values that a program holds.</summary>
internal static class CallEffects
{
    /// <summary>They release their first argument.</summary>
    public static readonly string[] Releases =
    [
        "bpf_ringbuf_submit", "bpf_ringbuf_discard", "bpf_sk_release", "bpf_task_release", "bpf_cgroup_release", "bpf_cpumask_release", "bpf_obj_drop_impl",
        "bpf_put_file", "bpf_key_put", "bpf_ct_release", "bpf_crypto_ctx_release", "bpf_xdp_xfrm_state_release",
    ];

    /// <summary>They may move the packet, which makes pointers into it invalid.</summary>
    public static readonly string[] PacketChanges =
    [
        "bpf_skb_vlan_push", "bpf_skb_vlan_pop", "bpf_skb_store_bytes", "bpf_skb_change_proto", "bpf_skb_change_head", "bpf_skb_change_tail",
        "bpf_skb_pull_data", "bpf_clone_redirect", "bpf_l3_csum_replace", "bpf_l4_csum_replace", "bpf_xdp_adjust_head", "bpf_xdp_adjust_meta",
        "bpf_xdp_adjust_tail", "bpf_msg_pull_data", "bpf_msg_push_data", "bpf_msg_pop_data", "bpf_lwt_push_encap", "bpf_lwt_seg6_store_bytes",
        "bpf_lwt_seg6_adjust_srh", "bpf_lwt_seg6_action", "bpf_skb_adjust_room",
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
