using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Demangling;
using Bpf.Runtime.Attach.Symbols;

namespace Bpf.Runtime.Attach.Refusals;

/// <summary>Return probes on functions that exceptions or panics may leave, which ends the target.</summary>
/// <param name="Path">The file.</param>
/// <param name="Passed">Names of some functions that clean up behind exceptions and let them pass.</param>
/// <param name="HasMore">There are more of those.</param>
internal sealed record UnwindRisk(string Path, string[] Passed, bool HasMore)
{
    private const int MostNamed = 3;

    /// <summary>What the file shows; <see langword="null"/> for no risk.</summary>
    /// <param name="symbols">The file and its functions.</param>
    /// <param name="offsets">Where the functions begin, as the kernel counts it.</param>
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

    /// <summary>Makes one of those in the same file.</summary>
    public static IEnumerable<UnwindRisk> PerFile(IEnumerable<UnwindRisk> all) => all.GroupBy(risk => risk.Path).Select(group =>
    {
        string[] passed = [.. group.SelectMany(risk => risk.Passed).Distinct()];
        return new UnwindRisk(group.Key, passed[..Math.Min(passed.Length, MostNamed)], passed.Length > MostNamed || group.Any(risk => risk.HasMore));
    });

    /// <summary>The warning.</summary>
    public override string ToString()
    {
        string functions = Passed.Length == 0
            ? $"{Path} has C++ exceptions or Rust panics, which may leave a probed function"
            : $"exceptions or panics can pass through {string.Join(", ", Passed)}{(HasMore ? " and others" : "")} in {Path}";
        return $"{functions}; that would end the target (std::terminate, abort), since no unwinder knows the return address that a return probe puts in place. "
            + "Probe the entry where exceptions may be thrown and caught.";
    }
}
