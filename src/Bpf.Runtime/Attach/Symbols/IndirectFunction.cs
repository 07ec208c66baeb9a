using Bpf.Objects.Symbols.Tables;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>
/// Finds the implementations of an indirect function by the naming conventions of libraries and compilers: <c>__memcpy_avx_unaligned</c> in glibc,
/// <c>f.avx2</c> and <c>f.default</c> for <c>target_clones</c>.
/// </summary>
internal static class IndirectFunction
{
    private const string Resolver = ".resolver";

    /// <summary>Returns the distinct names of the implementations.</summary>
    /// <param name="name">The indirect function.</param>
    /// <param name="functions">All functions of the file.</param>
    /// <param name="exported">Names the dynamic linker sees: those are separate functions, whatever name they extend.</param>
    public static IEnumerable<string> ImplementationsOf(string name, IReadOnlyList<SymbolCandidate> functions, HashSet<string> exported)
    {
        string stem = Stem(name);
        // A name that extends that of another indirect function belongs to the other: __memcpy_chk_avx_unaligned is not a memcpy.
        string[] others =
        [
            .. functions.Where(function => function.IsIndirect).Select(function => Stem(function.Name)).Distinct().Where(other => IsExtension(other, stem)),
        ];
        return functions.Where(function => !function.IsIndirect && IsExtension(Stem(function.Name), stem)).Select(function => function.Name).Distinct()
            .Where(candidate => !candidate.EndsWith(Resolver, StringComparison.Ordinal)
                && !exported.Contains(candidate)
                && !Array.Exists(others, other => Stem(candidate) == other || IsExtension(Stem(candidate), other)));
    }

    private static string Stem(string name) => name.TrimStart('_');

    private static bool IsExtension(string name, string stem)
        => name.Length > stem.Length + 1 && name.StartsWith(stem, StringComparison.Ordinal) && name[stem.Length] is '_' or '.';
}
