using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Data;

/// <summary>
/// A section of global variables. Its memory keeps its address from open to dispose: at first it consists of private pages with the initial contents,
/// after load of the pages of the map. Where the kernel cannot map them, it stays private, and variables are read and written through map operations.
/// </summary>
internal sealed unsafe class DataSection : IDisposable
{
    private const ulong Locked = 4; // BPF_F_LOCK, include/uapi/linux/bpf.h
    private readonly Func<List<DataVariable>> _read;
    private readonly BtfTypeTable? _types;
    private IReadOnlySet<string>? _managedFields;

    public DataSection(ObjectSection section, Func<List<DataVariable>> variables, BpfMap map, BtfTypeTable? types)
        : this(section.Name, section.Index, (int)section.Size, variables, map)
    {
        _types = types;
        section.Contents.Span.CopyTo(Contents);
    }

    /// <summary>Creates zeroed memory that does not belong to a section of the file.</summary>
    public DataSection(string name, int size, BpfMap map)
        : this(name, -1, size, static () => [], map)
    {
    }

    private DataSection(string name, int index, int size, Func<List<DataVariable>> variables, BpfMap map)
    {
        SectionIndex = index;
        Name = name;
        Size = size;
        Map = map;
        _read = variables;
        Memory = MappedRegion.Anonymous((nuint)Size);
    }

    public int SectionIndex { get; }

    public string Name { get; }

    public int Size { get; }

    /// <summary>The map that the programs see.</summary>
    public BpfMap Map { get; }

    public MappedRegion Memory { get; }

    public bool IsReadOnly => (Map.Flags & MapFlags.ProgramReadOnly) != 0;

    public Span<byte> Contents => new(Memory.Pointer, Size);

    // Named on demand: most programs never need it.
    public List<DataVariable> Variables => field ??= _read();

    /// <summary>
    /// After load: why the memory is not that of the map, as a clause; <see langword="null"/> while it is, before load, and for read-only data, which
    /// is the same in both.
    /// </summary>
    public string? Separation { get; set; }

    /// <summary>What the kernel manages in the section; see <see cref="KernelManagedFields"/>.</summary>
    public IReadOnlySet<string> ManagedFields
        => _managedFields ??= _types is not null && Map.Definition is { ValueTypeId: not 0 } definition ? KernelManagedFields.In(_types[definition.ValueTypeId])
        : new HashSet<string>();

    /// <summary>Returns the variable with a name; <see langword="null"/> when there is none, or when several share the name.</summary>
    public DataVariable? Find(string name) => Variables.Find(variable => variable.Name == name);

    /// <summary>Reads the contents from the map, consistently if the section has a lock; what the kernel manages reads as zero.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public byte[] ReadMap()
    {
        byte[] contents = new byte[Size];
        int key = 0;
        Errno error = Map.Element(BpfCommand.MapLookupElement, MapValue.Bytes(in key), contents, LockFlag);
        return error == Errno.None ? contents : throw BpfException.FromKernel("read map", Map.Name, error);
    }

    /// <summary>Updates the map, under its lock if it has one; what the kernel manages stays unchanged.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public void WriteMap(ReadOnlySpan<byte> contents)
    {
        int key = 0;
        Errno error = Map.Element(BpfCommand.MapUpdateElement, MapValue.Bytes(in key), contents, LockFlag);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel("write map", Map.Name, error, Map.AdviceForUpdate(error));
        }
    }

    private ulong LockFlag => ManagedFields.Contains(KernelManagedFields.SpinLock) ? Locked : 0;

    public void Dispose() => Memory.Retire();
}
