using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Objects;

/// <summary>
/// A section of global variables. Its memory keeps its address from open to dispose: first private pages with the initial contents, after
/// load the pages of the map.
/// </summary>
internal sealed unsafe class DataSection : IDisposable
{
    private readonly Func<List<DataVariable>> _read;

    public DataSection(ObjectSection section, Func<List<DataVariable>> variables, BpfMap map)
        : this(section.Name, section.Index, (int)section.Size, variables, map)
        => section.Contents.Span.CopyTo(Contents);

    /// <summary>Zeroed memory that belongs to no section of the file.</summary>
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
        Memory.KeepUntilDisposed();
    }

    public int SectionIndex { get; }

    public string Name { get; }

    public int Size { get; }

    /// <summary>The map that the programs see.</summary>
    public BpfMap Map { get; }

    public MappedRegion Memory { get; }

    public bool IsReadOnly => (Map.Flags & MapFlags.ProgramReadOnly) != 0;

    public Span<byte> Contents => new(Memory.Pointer, Size);

    // Named when somebody asks: most programs never do.
    public List<DataVariable> Variables => field ??= _read();

    /// <summary>The variable of a name; <see langword="null"/> when there is none, or several have the name and none has it alone.</summary>
    public DataVariable? Find(string name) => Variables.Find(variable => variable.Name == name);

    public void Dispose() => Memory.Dispose();
}
