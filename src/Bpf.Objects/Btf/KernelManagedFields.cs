namespace Bpf.Objects.Btf;

/// <summary>
/// Finds the parts of a map value that the kernel manages itself: locks, timers, lists, trees, pointers to kernel objects. The kernel neither maps
/// such memory into a process nor copies it to user space, and updates leave it alone.
/// </summary>
internal sealed class KernelManagedFields
{
    /// <summary>The lock under which user space can read and write a value atomically.</summary>
    public const string SpinLock = "bpf_spin_lock";

    private const int MaximumDepth = 32; // malformed types may be recursive

    // include/linux/bpf.h: enum btf_field_type
    private static readonly HashSet<string> s_types =
        [SpinLock, "bpf_res_spin_lock", "bpf_timer", "bpf_wq", "bpf_task_work", "bpf_list_head", "bpf_rb_root", "bpf_refcount"];

    private static readonly HashSet<string> s_pointerTags = ["kptr", "kptr_untrusted", "percpu_kptr", "uptr"];
    private readonly HashSet<uint> _seen = [];
    private readonly HashSet<string> _found = [];

    private KernelManagedFields()
    {
    }

    /// <summary>Returns the names of the kernel-managed types and pointer tags that a type contains.</summary>
    public static IReadOnlySet<string> In(BtfType type)
    {
        KernelManagedFields fields = new();
        fields.Add(type, 0);
        return fields._found;
    }

    private void Add(BtfType type, int depth)
    {
        if (depth > MaximumDepth || !_seen.Add(type.Id))
        {
            return;
        }

        switch (type.Kind)
        {
            case BtfKind.Struct or BtfKind.Union:
                if (s_types.Contains(type.NameText))
                {
                    _found.Add(type.NameText);
                }

                for (int i = 0; i < type.Count; i++)
                {
                    Add(type.Table[type.Member(i).TypeId], depth + 1);
                }

                break;
            case BtfKind.DataSection:
                for (int i = 0; i < type.Count; i++)
                {
                    Add(type.Table[type.SectionEntry(i).TypeId], depth + 1);
                }

                break;
            case BtfKind.Pointer:
                if (type.Referenced is { Kind: BtfKind.TypeTag } tag && s_pointerTags.Contains(tag.NameText))
                {
                    _found.Add(tag.NameText);
                }

                break;
            case BtfKind.Array:
                Add(type.Table[type.ArrayElementId], depth + 1);
                break;
            case BtfKind.Variable or BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict:
                Add(type.Referenced, depth + 1);
                break;
        }
    }
}
