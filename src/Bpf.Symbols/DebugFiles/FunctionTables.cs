using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Go;
using Bpf.Objects.Symbols.Tables;
using Bpf.Symbols.Tables;

namespace Bpf.Symbols.DebugFiles;

/// <summary>
/// The function tables of a program or library. Their order is the rule: what the dynamic linker sees takes precedence over what debuggers see, then
/// come debug files and the table of Go, which are read only when they are needed, and only for a stripped file.
/// </summary>
internal sealed class FunctionTables
{
    private readonly Lazy<FunctionTable[]> _debug;

    /// <summary>Reads the symbol tables in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="search">Where to search for its debug file.</param>
    public FunctionTables(ElfFile file, DebugFileSearch search)
    {
        Own = [.. new[] { SymbolTable.Read(file, ElfSection.DynamicSymbols), SymbolTable.Read(file, ElfSection.SymbolTable) }.OfType<SymbolTable>()];
        bool isStripped = !Array.Exists(Own, table => !table.IsDynamic);
        _debug = new(() => isStripped ? [.. DebugSymbols.Read(file, search), .. GoFunctionTable.Read(file) is { } go ? new FunctionTable[] { go } : []] : []);
    }

    /// <summary>The symbol tables in the file itself.</summary>
    public SymbolTable[] Own { get; }

    /// <summary>Tables that replace those that were stripped from the file.</summary>
    public FunctionTable[] Debug => _debug.Value;

    /// <summary>All tables; the debug tables are read when the enumeration reaches them.</summary>
    public IEnumerable<FunctionTable> All
    {
        get
        {
            foreach (SymbolTable table in Own)
            {
                yield return table;
            }

            foreach (FunctionTable table in Debug)
            {
                yield return table;
            }
        }
    }
}
