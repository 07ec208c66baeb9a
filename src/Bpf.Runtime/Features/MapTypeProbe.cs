using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes for map types by creating the smallest possible map of each.</summary>
internal static class MapTypeProbe
{
    private const uint AnInteger = 1; // the first type of the kernel's BTF

    public static KernelFeature Run(MapType type, BpfToken? token)
    {
        MapKind kind = MapKinds.Find(type) ?? throw new ArgumentOutOfRangeException(nameof(type), type, "Linux 7.3 has no such map type.");
        FeatureQuestion question = new($"map_type {type}", kind.Since);
        Errno error = Try(kind, MapFlags.None, token);

        // Such a map needs a suitable kernel type; only a kernel that supports these maps reports that the type is not one.
        return kind.HasKernelType && error == Errno.ENOTSUPP
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
        using BpfHandle? btf = kind.RequiresTypes ? LoadInteger(token, ref attribute) : null;
        Errno error = TrialMap.Create(ref attribute, token, out BpfHandle map);
        map.Dispose();
        return error;
    }

    private static MapCreateAttribute SmallestOf(MapKind kind) => new()
    {
        Type = (uint)kind.Type,
        KeySize = (uint)kind.SampleKeySize,
        ValueSize = (uint)kind.SampleValueSize,
        MaxEntries = kind.Capacity switch
        {
            MapCapacity.Owners => 0,
            MapCapacity.Bytes => (uint)Native.PageSize,
            _ => 1,
        },
        Flags = (uint)kind.ImpliedFlags,
        BtfVmlinuxValueTypeId = kind.HasKernelType ? AnInteger : 0,
    };

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
