using Bpf.Objects.Btf;
using Bpf.Objects.Maps;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Maps;

/// <summary>Creates the maps of one object in the kernel.</summary>
/// <param name="objectName">Name of the object, for messages.</param>
/// <param name="btf">The object's BTF in the kernel, if it was loaded.</param>
/// <param name="types">The object's BTF, if it has any.</param>
/// <param name="token">Token with which maps are created, or <see langword="null"/>.</param>
/// <param name="features">Kernel features available to the holder of the token.</param>
/// <param name="log">Receives messages.</param>
internal sealed unsafe class MapCreator(
    string objectName, BpfHandle? btf, BtfTypeTable? types, BpfHandle? token, KernelFeatures features, Action<BpfLogEntry>? log)
{
    /// <summary>Creates a map, or uses the compatible one pinned at its path.</summary>
    /// <exception cref="BpfException">The kernel refused, or the pinned map does not match.</exception>
    public void Create(BpfMap map)
    {
        MapShape.Normalize(map);
        if (map.PinPath is not { } path)
        {
            map.SetCreated(CreateNew(map), reused: false);
            return;
        }

        // Two processes may create the map at the same time; the second uses the map of the first.
        for (int attempt = 0; ; attempt++)
        {
            if (TryReusePinned(map, path))
            {
                return;
            }

            BpfHandle handle = CreateNew(map);
            Errno error = Pin(map, handle, path, out MapPin? pin);
            if (error == Errno.None)
            {
                map.SetCreated(handle, reused: false);
                map.PinnedByLoad = pin;
                return;
            }

            handle.Dispose();
            if (error != Errno.EEXIST || attempt != 0)
            {
                throw BpfException.FromKernel("pin map", new(Subject(map), path, "at"), error);
            }
        }
    }

    /// <summary>Creates a map from the template of a map of maps.</summary>
    /// <param name="template">Definition of the inner maps.</param>
    /// <param name="maxEntries">Capacity, or <see langword="null"/> for that of the template.</param>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public BpfMap CreateInner(BpfMap template, uint? maxEntries) => BpfMap.OfHandle(CreateNew(template, maxEntries), Subject(template));

    private Errno Pin(BpfMap map, BpfHandle handle, string path, out MapPin? pin)
    {
        try
        {
            return MapPinning.TryPin(handle, Subject(map), path, out pin);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private bool TryReusePinned(BpfMap map, string path)
    {
        Errno error = MapPinning.Get(path, out BpfHandle handle);
        if (error == Errno.ENOENT)
        {
            return false;
        }

        if (error != Errno.None)
        {
            throw BpfException.FromKernel("open pinned map", path, error);
        }

        try
        {
            MapCompatibility.Require(map, MapInfo.Of(handle, path), Subject(map), path);
        }
        catch
        {
            handle.Dispose();
            throw;
        }

        log?.Invoke(new BpfLogEntry(BpfLogLevel.Debug, Subject(map), $"reuses the map pinned at {path}"));
        map.SetCreated(handle, reused: true);
        return true;
    }

    private BpfHandle CreateNew(BpfMap map, uint? maxEntries = null)
    {
        if ((map.Flags & MapFlags.MemoryMappable) != 0 && map.Definition is { SectionIndex: < 0 } && features.MappableArrays.State == FeatureState.Missing)
        {
            map.Flags &= ~MapFlags.MemoryMappable;
        }

        MapCreateAttribute attribute = new()
        {
            Type = (uint)map.Type,
            KeySize = (uint)map.KeySize,
            ValueSize = (uint)map.ValueSize,
            MaxEntries = maxEntries ?? map.MaxEntries,
            Flags = (uint)map.Flags,
            NumaNode = map.NumaNode,
            Extra = map.Extra,
        };
        if (features.ObjectNames.State != FeatureState.Missing)
        {
            string name = map.Definition is { KernelName.Length: > 0 } definition ? definition.KernelName : map.Name;
            KernelObjectName.Write(name, new Span<byte>(attribute.Name, 16));
        }

        if (token is not null)
        {
            attribute.Flags |= BpfCall.TokenFdFlag;
            attribute.TokenFd = token.Descriptor;
        }

        if (btf is not null && map.Definition is { } typed && map.Kind is { HasTypes: true })
        {
            attribute.BtfFd = (uint)btf.Descriptor;
            attribute.BtfKeyTypeId = typed.KeyTypeId;
            attribute.BtfValueTypeId = typed.ValueTypeId;
        }

        using BpfHandle? module = map.StructOps?.Module?.OpenInKernel();
        if (map.StructOps is { } table)
        {
            attribute.BtfFd = (uint)(btf
                ?? throw new BpfException("create map", Subject(map), null,
                    "struct_ops maps need BTF, which the kernel rejected for this object.")).Descriptor;
            attribute.BtfKeyTypeId = attribute.BtfValueTypeId = 0;
            attribute.BtfVmlinuxValueTypeId = table.ValueTypeId;
            attribute.ValueSize = (uint)table.Data.Length;
            if (module is not null)
            {
                attribute.Flags |= (uint)MapFlags.ValueTypeBtfObjectFd;
                attribute.ValueTypeBtfObjectFd = module.Descriptor;
            }
        }

        using BpfHandle? inner = CreateTemplate(map);
        attribute.InnerMapFd = (uint)(inner?.Descriptor ?? 0);
        return Create(map, ref attribute);
    }

    /// <summary>Creates a template, from which a map of maps copies the properties of its values and which can then be closed.</summary>
    private BpfHandle? CreateTemplate(BpfMap map)
    {
        if (map.Kind is not { HoldsMaps: true })
        {
            return null;
        }

        if (map.InnerMap is not { } inner)
        {
            throw new BpfException("create map", Subject(map), null,
                "It is a map of maps, but its inner maps are not defined; set InnerMap before Load.");
        }

        return inner.IsCreated ? inner.Handle.Duplicate() : CreateNew(inner);
    }

    private BpfHandle Create(BpfMap map, ref MapCreateAttribute attribute)
    {
        Errno error = BpfCall.Open(BpfCommand.MapCreate, ref attribute, MapCreateAttribute.KnownSize, out BpfHandle handle);
        if (error == Errno.None)
        {
            return handle;
        }

        if (attribute.BtfFd == 0 || map.StructOps is not null || error is Errno.EPERM or Errno.ENOMEM)
        {
            throw Refusal(map, ref attribute, error);
        }

        attribute.BtfFd = attribute.BtfKeyTypeId = attribute.BtfValueTypeId = 0;
        Errno untyped = BpfCall.Open(BpfCommand.MapCreate, ref attribute, MapCreateAttribute.KnownSize, out handle);
        if (untyped != Errno.None)
        {
            throw Refusal(map, ref attribute, untyped);
        }

        // Without its type, a field is just bytes that no program may use: each program would be rejected for lack of the BTF rejected here.
        if (SpecialFields.Of(types!, map.Definition!.ValueTypeId) is { Count: > 0 } fields)
        {
            handle.Dispose();
            throw BpfException.FromKernel("create map", Subject(map), error, SpecialFieldAdvice.OfMap(map, fields));
        }

        log?.Invoke(new BpfLogEntry(BpfLogLevel.Debug, Subject(map), $"the kernel rejected the key and value types ({error}); "
            + "the map was created without them"));
        return handle;
    }

    private BpfException Refusal(BpfMap map, ref MapCreateAttribute attribute, Errno error)
    {
        string advice = Advice(map, error);
        if (features.CommonAttributes.IsSupported
            && CommonLog.Of(BpfCommand.MapCreate, ref attribute, MapCreateAttribute.KnownSize, error) is { Length: > 0 } reason)
        {
            advice += $" The kernel says: {reason}";
        }

        return BpfException.FromKernel("create map", Subject(map), error, advice);
    }

    private string Advice(BpfMap map, Errno error)
    {
        string shape = $"Type {map.Type}, key {map.KeySize}, value {map.ValueSize} bytes, {map.MaxEntries} entries, flags {map.Flags}.";
        return error switch
        {
            Errno.EINVAL when MapShape.Complaint(map) is { } complaint => $"{shape} {complaint}",
            Errno.EINVAL => $"{shape} The kernel may not support the type or a flag, or one of the sizes is invalid.",
            Errno.E2BIG => $"{shape} A size is too large.",
            Errno.EPERM when token is not null =>
                $"{shape} The token does not delegate maps of type {map.Type} (delegate_maps) or their creation (delegate_cmds).",
            Errno.EPERM when features.MemoryAccounting.State == FeatureState.Missing =>
                $"{shape} On kernels before 5.11, the locked-memory limit, currently {LockedMemory.Describe()}, may be too low.",
            _ => shape,
        };
    }

    private string Subject(BpfMap map) => $"{objectName}:{map.Name}";
}
