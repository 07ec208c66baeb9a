namespace Bpf.Shared;

/// <summary>Special fields that the kernel accepts in the values of a map (<c>map_check_btf</c>, kernel/bpf/syscall.c).</summary>
[Flags]
internal enum MapFields
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>bpf_spin_lock</c> and <c>bpf_res_spin_lock</c>.</summary>
    Locks = 1,

    /// <summary>What calls back later: <c>bpf_timer</c>, <c>bpf_wq</c>, <c>bpf_task_work</c>.</summary>
    Callbacks = 2,

    /// <summary><c>bpf_list_head</c> and <c>bpf_rb_root</c>.</summary>
    Collections = 4,

    /// <summary>Pointers to kernel objects, and <c>bpf_refcount</c>.</summary>
    Pointers = 8,

    /// <summary>Pointers to the memory of a task.</summary>
    UserPointers = 16,
}
