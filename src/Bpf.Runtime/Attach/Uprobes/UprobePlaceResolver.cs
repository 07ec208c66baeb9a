using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Cost;
using Bpf.Runtime.Attach.Refusals;
using Bpf.Runtime.Attach.Symbols;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>Resolves a complete target and options to places. The rules for one function are the same for single and multi links.</summary>
internal static class UprobePlaceResolver
{
    private const int MostPlaces = 1 << 20; // MAX_UPROBE_MULTI_CNT, kernel/trace/bpf_trace.c

    /// <summary>Resolves a target.</summary>
    /// <exception cref="ArgumentException">The options contradict each other; the message states the violated rule.</exception>
    /// <exception cref="ProbePlaceException">A place cannot be probed.</exception>
    /// <exception cref="BpfException">The binary or a function cannot be found.</exception>
    public static UprobePlaces Resolve(string program, UprobeTarget target, UprobeOptions options, bool isReturn, bool isSession = false)
    {
        int processId = target.ProcessId ?? UprobeTarget.AllProcesses;
        if (processId < UprobeTarget.AllProcesses)
        {
            throw new ArgumentException($"Process id {processId} is not -1 (every process), 0 (this process) or positive.", nameof(target));
        }

        if (target.Binary is not { } binary)
        {
            throw new BpfException("attach program", program, Errno.EINVAL, "Neither its attribute nor the call specifies a binary to probe.");
        }

        Validate(target, options, isReturn);
        ArchivePath? archive = ArchivePath.Parse(binary);
        string file = archive?.Archive ?? binary;
        ProbedFile probed = ProbedFile.Find(file, processId, target.InProcess);
        try
        {
            UprobeRefusals.RequireProbeable(program, probed);
            BinarySymbols symbols = SymbolCache.Of(probed, archive?.Member);
            TargetMachine.Require(program, symbols.File);
            if ((isReturn || isSession) && !options.AllowUnsafe)
            {
                UprobeRefusals.RequireReturnProbe(program, symbols.File, processId);
            }

            FoundPlaces found = FoundPlaces.Of(program, symbols, Candidates(program, target, options, symbols), options, isReturn || isSession);
            ulong[] offsets = found.Offsets;
            if (options.SkipEndbr && options.Offsets is null && target.Offset == 0)
            {
                offsets = [.. offsets.Select(offset => ProbedCode.BehindBranchTarget(symbols.File, offset))];
            }

            if (offsets.Length > MostPlaces)
            {
                throw new BpfException("attach program", program, Errno.E2BIG,
                    $"{offsets.Length} places are more than one link can have ({MostPlaces}); use several links.");
            }

            return new UprobePlaces
            {
                File = probed,
                Symbols = [symbols],
                HasStackArguments = symbols.File.Machine == TargetMachine.X86,
                Subject = archive is { } within ? $"{within.Member}:{SubjectOf(target, options)}" : SubjectOf(target, options),
                Offsets = offsets,
                Cookies = Values(options.Cookies, options.Cookie, found),
                ReferenceCounterOffsets = Values(options.ReferenceCounterOffsets, options.ReferenceCounterOffset, found),
                ProcessId = processId,
                IsReturn = isReturn,
                Skipped = found.Skipped,
                UnwindRisk = isReturn || isSession ? UnwindRisk.Of(symbols, found.Offsets) : null,
            };
        }
        catch
        {
            probed.Dispose();
            throw;
        }
    }

    private static void Validate(UprobeTarget target, UprobeOptions options, bool isReturn)
    {
        if (options.Functions is not null && options.Offsets is not null)
        {
            throw new ArgumentException("Give Functions or Offsets, not both.", nameof(options));
        }

        if (options.Functions is { Count: 0 } || options.Offsets is { Count: 0 })
        {
            throw new ArgumentException("The list of places is empty.", nameof(options));
        }

        if (isReturn && target.Offset != 0 && target.Function is not null)
        {
            throw new ArgumentException("Return probes cannot have an offset into the function.", nameof(target));
        }
    }

    // The requested places, in order: names are looked up one by one.
    private static PlaceCandidate[] Candidates(string program, UprobeTarget target, UprobeOptions options, BinarySymbols symbols)
    {
        FunctionMatch? match = target.Function is { } function && ((options.Functions ?? (object?)options.Offsets) is null || SymbolPattern.IsPattern(function))
            ? symbols.ResolveAll(function)
            : null;
        if (match is { IsPattern: true })
        {
            RequirePattern(target, options);
        }

        PlaceCandidate[] candidates;
        if (options.Offsets is { } given)
        {
            candidates = [.. given.Select(offset => PlaceCandidate.Bare(InFile(symbols.File.Origin + offset, symbols, program)))];
        }
        else if (options.Functions is { } functions)
        {
            candidates = [.. functions.Select(PlaceCandidate.Of)];
        }
        else if (match is { IsPattern: true, Offsets: var all })
        {
            candidates = [.. all.Select(PlaceCandidate.At)];
        }
        else if (match is not null || target.Offset != 0)
        {
            candidates = [Single(target, options, InFile((match?.Offsets[0] ?? symbols.File.Origin) + target.Offset, symbols, program))];
        }
        else
        {
            throw new BpfException("attach program", program, Errno.EINVAL, "Neither its attribute nor the call specifies a function to probe.");
        }

        RequireLength(options.Cookies, candidates.Length, nameof(options.Cookies));
        RequireLength(options.ReferenceCounterOffsets, candidates.Length, nameof(options.ReferenceCounterOffsets));
        return candidates;
    }

    private static PlaceCandidate Single(UprobeTarget target, UprobeOptions options, ulong offset)
        => new(SubjectOf(target, options), offset) { Function = target.Function, Distance = target.Offset, IsBare = target.Function is null };

    // Only the file shows whether a text is a pattern: names in some languages contain stars.
    private static void RequirePattern(UprobeTarget target, UprobeOptions options)
    {
        if ((options.Functions ?? (object?)options.Offsets) is not null)
        {
            throw new ArgumentException($"The pattern '{target.Function}' cannot be combined with Functions or Offsets.", nameof(options));
        }

        if ((options.Cookies ?? options.ReferenceCounterOffsets) is not null)
        {
            throw new ArgumentException($"The pattern '{target.Function}' cannot be combined with Cookies or ReferenceCounterOffsets, "
                + "since its places have no known order.",
                nameof(options));
        }

        if (target.Offset != 0)
        {
            throw new ArgumentException($"The pattern '{target.Function}' cannot have an offset.", nameof(target));
        }
    }

    private static ulong InFile(ulong offset, BinarySymbols symbols, string program)
        => offset - symbols.File.Origin < (ulong)symbols.FileLength
            ? offset
            : throw new BpfException("attach program", program, Errno.EINVAL,
                $"Offset 0x{offset:x} lies beyond the end of {symbols.Path} (0x{symbols.FileLength:x} bytes).");

    private static string SubjectOf(UprobeTarget target, UprobeOptions options)
    {
        if (options.Functions is { } functions)
        {
            return functions.Count == 1 ? functions[0] : $"{functions[0]}, …";
        }

        if (options.Offsets is { } offsets)
        {
            return offsets.Count == 1 ? $"+0x{offsets[0]:x}" : $"+0x{offsets[0]:x}, …";
        }

        return target.Function is { } function
            ? target.Offset == 0 ? function : $"{function}+0x{target.Offset:x}"
            : $"+0x{target.Offset:x}";
    }

    private static ulong[]? Values(IReadOnlyList<ulong>? list, ulong single, FoundPlaces found)
    {
        if (list is not null)
        {
            return [.. found.Indexes.Select(index => list[index])];
        }

        if (single == 0)
        {
            return null;
        }

        ulong[] values = new ulong[found.Offsets.Length];
        Array.Fill(values, single);
        return values;
    }

    private static void RequireLength(IReadOnlyList<ulong>? list, int count, string name)
    {
        if (list is not null && list.Count != count)
        {
            throw new ArgumentException($"{name} has {list.Count} values for {count} places.", nameof(list));
        }
    }
}
