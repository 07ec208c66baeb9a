namespace Bpf.Objects.Symbols.Tables;

/// <summary>A source of the functions in a file.</summary>
internal abstract class FunctionTable
{
    /// <summary>True for symbols that the dynamic linker sees.</summary>
    public virtual bool IsDynamic => false;

    /// <summary>Name of the section, for messages; includes the file when it is a separate one.</summary>
    public abstract string SectionName { get; }

    /// <summary>Adds the defined functions named <paramref name="name"/>, which may carry a version in the table.</summary>
    public abstract void Find(ReadOnlySpan<byte> name, List<SymbolCandidate> candidates);

    /// <summary>Returns whether the table has the name as an import: defined elsewhere.</summary>
    public virtual bool Imports(ReadOnlySpan<byte> name) => false;

    /// <summary>Returns all defined functions, for suggestions.</summary>
    public abstract IEnumerable<SymbolCandidate> Functions();

    /// <summary>Calls <paramref name="visit"/> with every defined function, indirect ones included.</summary>
    public abstract void Visit(FunctionVisitor visit);

    /// <summary>Calls <paramref name="visit"/> with every named place in code that the table does not call a function.</summary>
    public virtual void VisitLabels(FunctionVisitor visit)
    {
    }
}
