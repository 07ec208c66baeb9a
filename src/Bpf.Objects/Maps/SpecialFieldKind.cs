using Bpf.Runtime;

namespace Bpf.Objects.Maps;

/// <summary>A kind of special field and where the kernel allows it (map_check_btf, btf_parse_fields).</summary>
/// <param name="Name">Name of the C struct, or of the type tag of a pointer.</param>
/// <param name="IsUnique">True when a value may contain at most one.</param>
/// <param name="Maps">Types of maps whose values may contain it.</param>
internal sealed record SpecialFieldKind(string Name, bool IsUnique, MapType[] Maps)
{
    private static readonly MapType[] s_storages = [MapType.SocketStorage, MapType.InodeStorage, MapType.TaskStorage, MapType.CgroupStorage];
    private static readonly MapType[] s_shared = [MapType.Hash, MapType.LruHash, MapType.Array];
    private static readonly MapType[] s_locked = [MapType.Hash, MapType.Array, MapType.CgroupStorageDeprecated, .. s_storages];
    private static readonly MapType[] s_pointing = [.. s_shared, MapType.PerCpuHash, MapType.LruPerCpuHash, MapType.PerCpuArray, .. s_storages];

    private static readonly SpecialFieldKind[] s_structs =
    [
        new("bpf_spin_lock", true, s_locked),
        new("bpf_res_spin_lock", true, s_locked),
        new("bpf_timer", true, s_shared),
        new("bpf_wq", true, s_shared),
        new("bpf_task_work", true, s_shared),
        new("bpf_list_head", false, s_shared),
        new("bpf_rb_root", false, s_shared),
        new("bpf_refcount", true, s_pointing),
    ];

    private static readonly SpecialFieldKind[] s_pointers =
    [
        new("kptr", false, s_pointing),
        new("kptr_untrusted", false, s_pointing),
        new("percpu_kptr", false, s_pointing),
        new("uptr", false, [MapType.TaskStorage]),
    ];

    public bool IsLock => Name is "bpf_spin_lock" or "bpf_res_spin_lock";

    public bool IsCollection => Name is "bpf_list_head" or "bpf_rb_root";

    public static SpecialFieldKind? OfStruct(string name) => Array.Find(s_structs, kind => kind.Name == name);

    public static SpecialFieldKind? OfPointer(string tag) => Array.Find(s_pointers, kind => kind.Name == tag);
}
