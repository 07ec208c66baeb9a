using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime;
using Bpf.Runtime.Attach;

namespace Bpf.Attach.Tests.Support;

/// <summary>Programs and libraries as this process resolves them.</summary>
internal static class Binary
{
    /// <summary>Path of a program or library.</summary>
    public static string Find(string binary)
    {
        using ProbedFile file = ProbedFile.Find(binary, UprobeTarget.AllProcesses, inProcess: false);
        return file.Path;
    }

    /// <summary>Symbols of a program or library.</summary>
    public static BinarySymbols SymbolsOf(string binary)
    {
        using ProbedFile file = ProbedFile.Find(binary, UprobeTarget.AllProcesses, inProcess: false);
        return SymbolCache.Of(file, member: null);
    }
}
