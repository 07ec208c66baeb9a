using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Objects;

/// <summary>
/// A section of global variables. Its memory keeps its address from open to dispose: first private pages with the initial contents, after
/// load the pages of the map.
/// </summary>
internal sealed unsafe class DataSection : IDisposable
{
    private readonly Dictionary<string, ObjectSymbol> _variables;

    public DataSection(ObjectSection section, Dictionary<string, ObjectSymbol> variables, BpfMap map)
    {
        SectionIndex = section.Index;
        Name = section.Name;
        Size = (int)section.Size;
        Map = map;
        _variables = variables;
        Memory = MappedRegion.Anonymous((nuint)Size);
        section.Contents.Span.CopyTo(Contents);
    }

    public int SectionIndex { get; }

    public string Name { get; }

    public int Size { get; }

    /// <summary>The map that the programs see.</summary>
    public BpfMap Map { get; }

    public MappedRegion Memory { get; }

    public bool IsReadOnly => Name.StartsWith(".rodata", StringComparison.Ordinal);

    public Span<byte> Contents => new(Memory.Pointer, Size);

    public IReadOnlyDictionary<string, ObjectSymbol> Variables => _variables;

    public void Dispose() => Memory.Dispose();
}
