using Bpf.Runtime.Attach.Places;
using Bpf.Runtime.Attach.Symbols;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>The requested places that can be probed.</summary>
/// <param name="Offsets">Their file offsets; at least one.</param>
/// <param name="Indexes">Index of each among the requested places.</param>
/// <param name="Skipped">The others.</param>
internal sealed record FoundPlaces(ulong[] Offsets, int[] Indexes, SkippedPlace[] Skipped)
{
    /// <summary>Looks up and checks places.</summary>
    /// <exception cref="ProbePlaceException">A place cannot be probed and must not be skipped, or none can be probed.</exception>
    /// <exception cref="BpfException">A place cannot be found and must not be skipped, or none can be found.</exception>
    public static FoundPlaces Of(string program, BinarySymbols symbols, PlaceCandidate[] candidates, UprobeOptions options, bool needsEntry)
    {
        PlaceCheck check = new(symbols, needsEntry);
        PlaceFault? firstFault = null;
        List<ulong> offsets = new(candidates.Length);
        List<int> indexes = new(candidates.Length);
        List<SkippedPlace> skipped = [];
        for (int i = 0; i < candidates.Length; i++)
        {
            if (TryFind(symbols, check, candidates[i], options, out ulong offset, out PlaceFault? fault) is { } obstacle)
            {
                firstFault ??= fault;
                skipped.Add(obstacle);
                continue;
            }

            offsets.Add(offset);
            indexes.Add(i);
        }

        bool isForgiven = options.SkipUnprobeable && offsets.Count > 0;
        return skipped.Count == 0 || isForgiven ? new([.. offsets], [.. indexes], [.. skipped])
            : throw Refusal(program, symbols, skipped, candidates.Length, firstFault);
    }

    private static SkippedPlace? TryFind(
        BinarySymbols symbols, PlaceCheck check, PlaceCandidate candidate, UprobeOptions options, out ulong offset, out PlaceFault? fault)
    {
        fault = null;
        offset = candidate.Offset ?? 0;
        if (candidate.Offset is null)
        {
            try
            {
                offset = symbols.Resolve(candidate.Name!);
            }
            catch (SymbolException exception) when (options.SkipUnprobeable)
            {
                return new(candidate.Name!, null, exception.Advice ?? exception.Message);
            }
        }

        fault = options.AllowUnsafe ? null : Check(check, candidate, offset);
        if (fault is null)
        {
            return null;
        }

        ulong place = offset;
        string name = candidate.Name ?? symbols.NamesAt([place]).GetValueOrDefault(place) ?? $"+0x{place:x}";
        return new(name, place, fault.Reason);
    }

    private static PlaceFault? Check(PlaceCheck check, PlaceCandidate candidate, ulong offset)
    {
        if (candidate.IsBare)
        {
            return check.AtOffset(offset);
        }

        return candidate.Function is { } function ? check.InFunction(function, offset - candidate.Distance, candidate.Distance) : check.AtEntry(offset);
    }

    private static BpfException Refusal(string program, BinarySymbols symbols, List<SkippedPlace> skipped, int count, PlaceFault? fault)
    {
        SkippedPlace first = skipped[0];
        string listed = string.Join(", ", skipped.Skip(1).Take(4).Select(place => place.Name));
        string more = skipped.Count > 5 ? $" and {skipped.Count - 5} more" : "";
        string others = skipped.Count == 1 ? "" : $" The same applies to {listed}{more}.";
        string remedy = skipped.Count < count ? " UprobeOptions.SkipUnprobeable attaches to the other places." : "";
        return fault is not null && first.Offset is { } offset
            ? new ProbePlaceException(program, symbols.Path, first.Name, offset, fault.Defect,
                $"{first.Reason}{others}{remedy} UprobeOptions.AllowUnsafe attaches anyway.")
            : new BpfUnsupportedException("attach program", new(program, $"{symbols.Path}:{first.Name}"), $"{first.Reason}{others}{remedy}");
    }
}
