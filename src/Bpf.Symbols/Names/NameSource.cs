namespace Bpf.Symbols;

/// <summary>Where the name of a function comes from.</summary>
public enum NameSource
{
    /// <summary>Nowhere: the name only says where the code is.</summary>
    None,

    /// <summary><c>/proc/kallsyms</c>.</summary>
    KernelSymbols,

    /// <summary>A symbol table in the file itself, <c>.symtab</c> or <c>.dynsym</c>.</summary>
    SymbolTable,

    /// <summary>The symbol table of a separate debug file, or the one that is compressed within the file (<c>.gnu_debugdata</c>).</summary>
    DebugFile,

    /// <summary>The function table of a stripped Go program (<c>.gopclntab</c>).</summary>
    GoTable,

    /// <summary>The relocations of the procedure linkage table, which name the function that a stub jumps to.</summary>
    LinkageTable,

    /// <summary>The data structures of the .NET runtime, by its data contract.</summary>
    RuntimeContract,

    /// <summary>The data structures of the .NET runtime, by a table for its version, which has no sufficient data contract.</summary>
    RuntimeTable,

    /// <summary>A perf map, <c>/tmp/perf-PID.map</c>, which the process writes.</summary>
    PerfMap,
}
