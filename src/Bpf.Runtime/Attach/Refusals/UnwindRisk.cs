using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Demangling;
using Bpf.Runtime.Attach.Symbols;

namespace Bpf.Runtime.Attach.Refusals;

/// <summary>Risk of return probes on functions that exceptions or panics may leave, which would kill the target.</summary>
/// <param name="Path">The file.</param>
/// <param name="Passed">Names of some functions that run cleanups for exceptions and let them pass.</param>
/// <param name="HasMore">True when there are more of those.</param>
internal sealed record UnwindRisk(string Path, string[] Passed, bool HasMore)
{
    private const int MostNamed = 3;

    /// <summary>Assesses the risk from the file; <see langword="null"/> for no risk.</summary>
    /// <param name="symbols">The file and its functions.</param>
    /// <param name="offsets">Start offsets of the functions, as the kernel counts them.</param>
    public static UnwindRisk? Of(BinarySymbols symbols, ulong[] offsets)
    {
        if (!symbols.HasExceptions)
        {
            return null;
        }

        bool isPossible = false;
        List<ulong> passed = [];
        foreach (ulong offset in offsets)
        {
            UnwindPassage passage = symbols.File.FindCodeSegment(offset) is { } segment
                ? UnwindTable.PassageAt(symbols.File, symbols.File.AddressOf(offset, segment))
                : UnwindPassage.Never;
            isPossible |= passage != UnwindPassage.Never;
            if (passage == UnwindPassage.Expected)
            {
                passed.Add(offset);
            }

            if (passed.Count > MostNamed)
            {
                break;
            }
        }

        if (!isPossible)
        {
            return null;
        }

        ulong[] named = [.. passed.Take(MostNamed)];
        Dictionary<ulong, string> names = named.Length == 0 ? [] : symbols.NamesAt(named);
        return new(symbols.Path,
            [.. named.Select(offset => names.TryGetValue(offset, out string? name) ? DemangledName.Of(name)?.Name ?? name : $"+0x{offset:x}")],
            passed.Count > MostNamed);
    }

    /// <summary>Merges the risks in each file into one.</summary>
    public static IEnumerable<UnwindRisk> PerFile(IEnumerable<UnwindRisk> all) => all.GroupBy(risk => risk.Path).Select(group =>
    {
        string[] passed = [.. group.SelectMany(risk => risk.Passed).Distinct()];
        return new UnwindRisk(group.Key, passed[..Math.Min(passed.Length, MostNamed)], passed.Length > MostNamed || group.Any(risk => risk.HasMore));
    });

    /// <summary>Formats the warning.</summary>
    public override string ToString()
    {
        string functions = Passed.Length == 0
            ? $"{Path} uses C++ exceptions or Rust panics, which may leave a probed function"
            : $"exceptions or panics can pass through {string.Join(", ", Passed)}{(HasMore ? " and others" : "")} in {Path}";
        return $"{functions}; that would kill the target (std::terminate, abort), since unwinders do not know the return address that a return probe "
            + "installs.  "
            + "Probe the entry instead where exceptions may be thrown and caught.";
    }
}
