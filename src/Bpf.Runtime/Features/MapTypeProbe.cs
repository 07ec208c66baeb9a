using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Features;

/// <summary>Probes for map types by creating the smallest possible map of each.</summary>
internal static class MapTypeProbe
{
    private const int NotSupported = 524; // ENOTSUPP, include/linux/errno.h

    public static KernelFeature Run(MapType type, BpfToken? token)
    {
        MapKind kind = MapKinds.Find(type) ?? throw new ArgumentOutOfRangeException(nameof(type), type, "Linux 7.3 has no such map type.");
        FeatureQuestion question = new($"map_type {type}", kind.Since);
        Errno error = Try(kind, MapFlags.None, token);

        // A struct_ops map needs a suitable kernel type; only a kernel that supports these maps reports that the type is not one.
        return type == MapType.StructOps && error == (Errno)NotSupported
            ? question.Supported("the kernel looks for the type of the table")
            : question.By(error, "creating a map");
    }

    /// <summary>Creates the smallest possible map of a kind and closes it.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="flags">Flags in addition to those the kind needs.</param>
    /// <param name="token">Token to create it with, or <see langword="null"/>.</param>
    /// <exception cref="BpfException">The process has run out of a resource, which is not an answer.</exception>
    public static Errno Try(MapKind kind, MapFlags flags, BpfToken? token)
    {
        MapCreateAttribute attribute = SmallestOf(kind);
        attribute.Flags |= (uint)flags;
        using BpfHandle? inner = kind.HoldsMaps && TrialMap.CreateArray(sizeof(int), MapFlags.None, token, out BpfHandle array) == Errno.None
            ? array
            : null;
        attribute.InnerMapFd = (uint)(inner?.Descriptor ?? 0);
        using BpfHandle? btf = NeedsTypes(kind) ? LoadInteger(token, ref attribute) : null;
        Errno error = TrialMap.Create(ref attribute, token, out BpfHandle map);
        map.Dispose();
        return error;
    }

    private static MapCreateAttribute SmallestOf(MapKind kind)
    {
        MapCreateAttribute attribute = new()
        {
            Type = (uint)kind.Type,
            KeySize = (uint)(kind.KeySize ?? 4),
            ValueSize = (uint)(kind.ValueSizes is [var value, ..] ? value : 4),
            MaxEntries = kind.Capacity switch
            {
                MapCapacity.Owners => 0,
                MapCapacity.Bytes => (uint)Native.PageSize,
                _ => 1,
            },
            Flags = (uint)kind.ImpliedFlags,
        };
        switch (kind.Type)
        {
            case MapType.StackTrace:
                attribute.ValueSize = 8;
                break;
            case MapType.LpmTrie:
                attribute.KeySize = attribute.ValueSize = 8;
                break;
            case MapType.CgroupStorageDeprecated or MapType.PerCpuCgroupStorage:
                attribute.KeySize = 16; // sizeof(struct bpf_cgroup_storage_key)
                attribute.ValueSize = 8;
                break;
            case MapType.StructOps:
                attribute.BtfVmlinuxValueTypeId = 1; // an integer
                break;
        }

        return attribute;
    }

    private static bool NeedsTypes(MapKind kind) => kind is { IsStorage: true, HasTypes: true, ImpliedFlags: MapFlags.NoPreallocation };

    private static BpfHandle? LoadInteger(BpfToken? token, ref MapCreateAttribute attribute)
    {
        BtfBuilder builder = new();
        uint integer = builder.AddInt("int", sizeof(int));
        if (BtfLoader.Load(builder.Build().Bytes, token?.Handle, out BpfHandle btf, out _) != Errno.None)
        {
            return null;
        }

        attribute.BtfFd = (uint)btf.Descriptor;
        attribute.BtfKeyTypeId = attribute.BtfValueTypeId = integer;
        return btf;
    }
}
