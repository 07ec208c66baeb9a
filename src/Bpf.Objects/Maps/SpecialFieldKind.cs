using Bpf.Shared;

namespace Bpf.Objects.Maps;

/// <summary>A kind of special field and where the kernel allows it (map_check_btf, btf_parse_fields).</summary>
/// <param name="Name">Name of the C struct, or of the type tag of a pointer.</param>
/// <param name="IsUnique">True when a value may contain at most one.</param>
/// <param name="Fields">Its place in <see cref="MapKind.Fields"/>.</param>
internal sealed record SpecialFieldKind(string Name, bool IsUnique, MapFields Fields)
{
    private static readonly SpecialFieldKind[] s_structs =
    [
        new("bpf_spin_lock", true, MapFields.Locks),
        new("bpf_res_spin_lock", true, MapFields.Locks),
        new("bpf_timer", true, MapFields.Callbacks),
        new("bpf_wq", true, MapFields.Callbacks),
        new("bpf_task_work", true, MapFields.Callbacks),
        new("bpf_list_head", false, MapFields.Collections),
        new("bpf_rb_root", false, MapFields.Collections),
        new("bpf_refcount", true, MapFields.Pointers),
    ];

    private static readonly SpecialFieldKind[] s_pointers =
    [
        new("kptr", false, MapFields.Pointers),
        new("kptr_untrusted", false, MapFields.Pointers),
        new("percpu_kptr", false, MapFields.Pointers),
        new("uptr", false, MapFields.UserPointers),
    ];

    public bool IsLock => Fields == MapFields.Locks;

    public bool IsCollection => Fields == MapFields.Collections;

    public static SpecialFieldKind? OfStruct(string name) => Array.Find(s_structs, kind => kind.Name == name);

    public static SpecialFieldKind? OfPointer(string tag) => Array.Find(s_pointers, kind => kind.Name == tag);
}
