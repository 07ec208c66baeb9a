using System.Diagnostics.CodeAnalysis;

namespace Bpf.Symbols.Names;

/// <summary>A source of names for code that is not in the symbol table of a file, such as that of a runtime. One instance serves one process.</summary>
internal interface ICodeResolver : IDisposable
{
    /// <summary>Which source the names come from.</summary>
    NameSource Source { get; }

    /// <summary>
    /// Returns the function at an address. Reads the process, whose memory is untrusted: damaged structures mean <see langword="false"/>, never an
    /// exception.
    /// </summary>
    /// <param name="address">The address of an instruction.</param>
    /// <param name="symbol">The function.</param>
    /// <returns><see langword="false"/> if the address is not in code of this source.</returns>
    bool TryResolve(ulong address, [NotNullWhen(true)] out CodeSymbol? symbol);

    /// <summary>Begins a new epoch: what failed may succeed now. Names that were found stay, unless their code can have been replaced.</summary>
    void Refresh();
}
