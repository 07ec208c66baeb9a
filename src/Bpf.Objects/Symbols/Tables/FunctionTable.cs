namespace Bpf.Objects.Symbols.Tables;

/// <summary>Something in a file that tells its functions.</summary>
internal abstract class FunctionTable
{
    /// <summary>True for what the dynamic linker sees.</summary>
    public virtual bool IsDynamic => false;

    /// <summary>Name of the section, for errors; with the file when it is a separate one.</summary>
    public abstract string SectionName { get; }

    /// <summary>Adds the defined functions called <paramref name="name"/>, which may carry a version in the table.</summary>
    public abstract void Find(ReadOnlySpan<byte> name, List<SymbolCandidate> candidates);

    /// <summary>True when the table has the name as an import: defined elsewhere.</summary>
    public virtual bool Imports(ReadOnlySpan<byte> name) => false;

    /// <summary>All defined functions, for suggestions.</summary>
    public abstract IEnumerable<SymbolCandidate> Functions();

    /// <summary>Calls <paramref name="visit"/> with the name, as stored, and the file offset of every defined function.</summary>
    public abstract void Visit(SymbolVisitor visit);

    /// <summary>File offset and length of every defined function; of length 0 are those that do not state it.</summary>
    public abstract IEnumerable<(ulong Offset, ulong Size)> Ranges();
}
