using System.Runtime.CompilerServices;
using Bpf.Objects.NativeNames;
using Bpf.Objects.Maps;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// A BPF map: its definition, which can be changed between <c>Open</c> and <c>Load</c>, and from then on the map in the kernel, with keys and values
/// as bytes. <see cref="HashMap{TKey, TValue}"/> and the other handles provide typed access.
/// </summary>
public sealed partial class BpfMap : IDisposable, IMapHandle<BpfMap>
{
    private BpfHandle? _handle;
    private bool _isDisposed;

    internal BpfMap(MapDefinition definition)
    {
        Definition = definition;
        Name = definition.Name;
        Type = definition.Type;
        KeySize = definition.KeySize;
        ValueSize = definition.ValueSize;
        MaxEntries = definition.MaxEntries;
        Flags = definition.Flags;
        Extra = definition.Extra;
        NumaNode = definition.NumaNode;
        AutoCreate = definition.StructOps is not { IsOptional: true };
        InnerMap = definition.Inner is { } inner ? new BpfMap(inner) : null;
        MapShape.Normalize(this);
    }

    private BpfMap(BpfHandle handle, in MapInfo info)
    {
        Name = info.NameText;
        _handle = handle;
        SetShape(info);
    }

    /// <summary>Name of the map; for a map of globals, the name of its ELF section.</summary>
    public string Name { get; }

    /// <summary>Kernel map type.</summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public MapType Type
    {
        get;
        set
        {
            field = BeforeCreation(value, "set the type of map");
            Kind = MapKinds.Find(value);
        }
    }

    /// <summary>Size of a key in bytes; 0 for maps without keys.</summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public int KeySize { get; set => field = BeforeCreation(value, "set the key size of map"); }

    /// <summary>
    /// Size of a value in bytes; for per-CPU maps, that for one CPU. Ring buffers have none (0), and perf event arrays hold descriptors (4), even if
    /// the definition declares a value as the record type.
    /// </summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public int ValueSize { get; set => field = BeforeCreation(value, "set the value size of map"); }

    /// <summary>
    /// Capacity in entries; for ring buffers in bytes, for arenas in pages. Ring buffers are rounded up to a power-of-two number of pages.
    /// </summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public uint MaxEntries { get; set => field = BeforeCreation(value, "set the capacity of map"); }

    /// <summary>Creation flags.</summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public MapFlags Flags { get; set => field = BeforeCreation(value, "set the flags of map"); }

    /// <summary>Type-specific value (<c>map_extra</c>, kernel 5.16): number of hash functions of a Bloom filter, address of an arena.</summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public ulong Extra { get; set => field = BeforeCreation(value, "set the extra value of map"); }

    /// <summary>NUMA node of the memory, used with <see cref="MapFlags.NumaNode"/>.</summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public uint NumaNode { get; set => field = BeforeCreation(value, "set the NUMA node of map"); }

    /// <summary>Whether loading creates the map; true by default. The verifier rejects programs that use a map that was not created.</summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public bool AutoCreate { get; set => field = BeforeCreation(value, "set automatic creation of map"); } = true;

    /// <summary>
    /// Path in a BPF file system where loading looks for the map and pins it, or <see langword="null"/>. Initially set for maps defined as pinned by
    /// name.
    /// </summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public string? PinPath { get; set => field = BeforeCreation(value, "set the pin path of map"); }

    /// <summary>For maps of maps: the definition for inner maps.</summary>
    /// <exception cref="BpfStateException">The map has already been created.</exception>
    public BpfMap? InnerMap { get; set => field = BeforeCreation(value, "set the inner map of map"); }

    /// <summary>True while the map exists in the kernel.</summary>
    public bool IsCreated => _handle is { IsClosed: false };

    /// <summary>The map in the kernel.</summary>
    /// <exception cref="BpfStateException">The map has not been created, or is closed.</exception>
    public BpfHandle Handle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsCreated ? _handle! : throw NotInKernel();
    }

    /// <summary>Id assigned by the kernel.</summary>
    /// <exception cref="BpfStateException">The map has not been created, or is closed.</exception>
    public uint Id => MapInfo.Of(Handle, Name).Id;

    /// <summary>The row of its type; <see langword="null"/> when the type is newer than the table.</summary>
    internal MapKind? Kind { get; private set; }

    /// <summary>The map's definition in the object file; <see langword="null"/> for a map that was opened by path or id.</summary>
    internal MapDefinition? Definition { get; }

    /// <summary>The pin that loading made for a map it created; it is removed if loading fails later.</summary>
    internal MapPin? PinnedByLoad { get; set; }

    /// <summary>True when the map existed before this object was loaded; it is then neither filled nor frozen.</summary>
    internal bool IsReused { get; private set; }

    /// <summary>Opens a pinned map.</summary>
    /// <param name="path">Path in a BPF file system.</param>
    /// <exception cref="BpfException">The path does not exist or is not a map.</exception>
    public static BpfMap OpenPinned(string path)
    {
        NativeText.Require(path, "open pinned map", path);
        Errno error = MapPinning.Get(path, out BpfHandle handle);
        return error == Errno.None
            ? OfHandle(handle, path)
            : throw BpfException.FromKernel("open pinned map", path, error, error == Errno.ENOENT ? "Nothing is pinned there." : null);
    }

    /// <summary>Opens a map by its kernel id (kernel 4.13). Requires CAP_SYS_ADMIN.</summary>
    /// <param name="id">The id, as shown by <c>bpftool map</c>.</param>
    /// <exception cref="BpfPermissionException">The process lacks CAP_SYS_ADMIN in the initial user namespace.</exception>
    /// <exception cref="BpfException">There is no such map.</exception>
    public static BpfMap OpenId(uint id)
    {
        string subject = $"id {id}";
        ObjectIdAttribute attribute = new() { MapId = id };
        return BpfCall.Open(BpfCommand.MapGetFdById, ref attribute, ObjectIdAttribute.KnownSize, out BpfHandle handle) switch
        {
            Errno.None => OfHandle(handle, subject),
            Errno.EPERM => throw new BpfPermissionException("open map", subject, Errno.EPERM, "CAP_SYS_ADMIN in the initial user namespace", tokenHelps: false),
            Errno.ENOENT => throw new BpfException("open map", subject, Errno.ENOENT, "No map has this id, or the map no longer exists."),
            var error => throw BpfException.FromKernel("open map", subject, error),
        };
    }

    /// <summary>Uses an existing map instead of creating one; call it before load. The object gets its own descriptor for it.</summary>
    /// <param name="existing">The map, whose type, sizes and flags replace those of the definition.</param>
    /// <exception cref="BpfStateException">This map has already been created.</exception>
    public void Reuse(BpfMap existing)
    {
        ArgumentNullException.ThrowIfNull(existing);
        if (IsCreated || _isDisposed)
        {
            throw new BpfStateException("replace map", Name, _isDisposed ? Absence : "It is already in the kernel; call Reuse between Open and Load.");
        }

        MapInfo info = MapInfo.Of(existing.Handle, existing.Name);
        SetShape(info);
        SetCreated(existing.Handle.Duplicate(), reused: true);
    }

    /// <summary>Pins the map so that it outlives this process.</summary>
    /// <param name="path">Path in a BPF file system; missing directories are not created, except the last.</param>
    /// <exception cref="BpfException">The path is not in a BPF file system, or exists.</exception>
    public void Pin(string path) => MapPinning.Pin(Handle, Name, path);

    /// <summary>Closes the descriptor. A pinned map, or one in use by a program, stays in the kernel.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Close();
    }

    /// <summary>Closes the map of a load that failed later.</summary>
    internal void Close()
    {
        DetachStructOps();
        InnerMap?.Dispose();
        _arena?.Dispose();
        _handle?.Dispose();
    }

    /// <summary>Sets the map that the kernel created, or an existing one.</summary>
    internal void SetCreated(BpfHandle handle, bool reused)
    {
        _handle = handle;
        IsReused = reused;
    }

    /// <summary>Creates a map from a descriptor; takes ownership of it even when this throws.</summary>
    internal static BpfMap OfHandle(BpfHandle handle, string subject)
    {
        try
        {
            return new BpfMap(handle, MapInfo.Of(handle, subject));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private BpfStateException NotInKernel() => new("use map", Name, Absence);

    private void SetShape(in MapInfo info)
    {
        BpfHandle? handle = _handle;
        _handle = null;
        Type = (MapType)info.Type;
        KeySize = (int)info.KeySize;
        ValueSize = (int)info.ValueSize;
        MaxEntries = info.MaxEntries;
        Flags = (MapFlags)info.Flags;
        Extra = info.Extra;
        _handle = handle;
    }

    /// <summary>Explains why there is no map, and what to do.</summary>
    private string Absence
        => _isDisposed ? "It was disposed, directly or with the object that owns it. To keep a map beyond that, pin it, "
            + "or open it again by id while something holds it."
        : _handle is null ? "It is not in the kernel; call Load on its object first, and make sure that AutoCreate is true."
        : "Loading its object failed; open the object again.";

    private T BeforeCreation<T>(T value, string operation)
    {
        if (_handle is not null || _isDisposed)
        {
            throw new BpfStateException(operation, Name, IsCreated ? "The map is already in the kernel; set it between Open and Load." : Absence);
        }

        return value;
    }
}
