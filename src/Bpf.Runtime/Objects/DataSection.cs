using System.Text;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Objects;

/// <summary>
/// A section of global variables. Its memory keeps its address from open to dispose: first private pages with the initial contents, after
/// load the pages of the map.
/// </summary>
internal sealed unsafe class DataSection : IDisposable
{
    private readonly List<ObjectSymbol> _variables;

    public DataSection(ObjectSection section, List<ObjectSymbol> variables, BpfMap map)
        : this(section.Name, section.Index, (int)section.Size, variables, map)
        => section.Contents.Span.CopyTo(Contents);

    /// <summary>Zeroed memory that belongs to no section of the file.</summary>
    public DataSection(string name, int size, BpfMap map)
        : this(name, -1, size, [], map)
    {
    }

    private DataSection(string name, int index, int size, List<ObjectSymbol> variables, BpfMap map)
    {
        SectionIndex = index;
        Name = name;
        Size = size;
        Map = map;
        _variables = variables;
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

    public IReadOnlyList<ObjectSymbol> Variables => _variables;

    /// <summary>The variable of a name; of several, as statics of several functions can be, the last.</summary>
    public ObjectSymbol? Find(string name)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        for (int i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].Utf8Name.SequenceEqual(wanted))
                return _variables[i];
        }

        return null;
    }

    public void Dispose() => Memory.Dispose();
}
