using System.Globalization;
using System.Text.RegularExpressions;
using Bpf.Objects.Verifier.Reasons;
using Bpf.Objects.Verifier.Trace;
using Bpf.Runtime;

namespace Bpf.Objects.Verifier.Notes;

/// <summary>
/// Tells the way that led to a refusal: where the value came from, where a check was made, where a pointer lost its meaning. What the log does not
/// show for certain is left out.
/// </summary>
internal sealed partial class RefusalNotes
{
    private readonly VerifierReport _report;
    private readonly bool _isCSharp;
    private readonly Func<int, SourceLocation?> _sourceOf;
    private readonly IReadOnlyList<TraceStep> _path;
    private readonly ValueTrail _trail;
    private readonly string[] _lines;
    private readonly List<VerifierNote> _notes = [];

    private RefusalNotes(VerifierReport report, string log, bool isCSharp, Func<int, SourceLocation?> sourceOf)
    {
        _report = report;
        _isCSharp = isCSharp;
        _sourceOf = sourceOf;
        _lines = LogLines.Of(log);
        _path = TracePath.Read(_lines);
        _trail = new ValueTrail(_path);
    }

    private int End => _path.Count - 1;

    /// <summary>Adds the notes to a report that has been explained, and its line.</summary>
    /// <param name="report">The report.</param>
    /// <param name="log">The log.</param>
    /// <param name="isCSharp">True for remedies in the terms of C#.</param>
    /// <param name="sourceOf">Finds the source line of an instruction.</param>
    public static VerifierReport Add(VerifierReport report, string log, bool isCSharp, Func<int, SourceLocation?> sourceOf)
        => new RefusalNotes(report, log, isCSharp, sourceOf).Add();

    private VerifierReport Add()
    {
        VerifierReport report = _report;
        if (report.Class == RefusalClass.Reference && Acquired().Match(report.Reason) is { Success: true } acquired)
        {
            report = AtBeginning(report, Number(acquired));
        }
        else if (report.Class is RefusalClass.Complexity or RefusalClass.Loop)
        {
            report = AtLoop(report);
        }
        else if (_path.Count != 0 && _path[End].Instruction == report.Instruction)
        {
            report = AtLastStep(report);
        }

        VerifierNote[] notes = [.. report.Notes, .. _notes.Where(note => note.Location?.Line != report.SourceLocation?.Line).Distinct()];
        return report with { Notes = [.. notes, .. Kernel(notes, report.SourceLocation)] };
    }

    // Steps of the kernel's own account at lines of which nothing is said yet.
    private IEnumerable<VerifierNote> Kernel(VerifierNote[] notes, SourceLocation? place)
    {
        HashSet<(string?, int?)> lines =
        [
            .. notes.Select(static note => note.Location).Append(place).Select(static location => (location?.File, location?.Line)),
        ];
        return _report.CausalPath.Where(static step => step is { Event.Length: > 0, Instruction: >= 0 })
            .Select(step => new VerifierNote(step.Text, _sourceOf(step.Instruction)))
            .Where(note => note.Location is { } location && !lines.Contains((location.File, location.Line))).Distinct();
    }

    // The line with the loop's keyword, if one of its instructions has it.
    private VerifierReport AtLoop(VerifierReport report)
    {
        (int Instruction, string Text)[] loop = [.. HotLoop.Find(_lines)];
        if (loop.Length == 0)
        {
            return report;
        }

        (int instruction, string text) = loop.FirstOrDefault(item => _sourceOf(item.Instruction) is { } location && Keyword().IsMatch(location.Text), loop[0]);
        return AtLoop(report, loop) with { Instruction = instruction, InstructionText = text, Registers = "", SourceLocation = _sourceOf(instruction) };
    }

    private VerifierReport AtLoop(VerifierReport report, (int Instruction, string Text)[] loop)
        => report.Class != RefusalClass.Complexity ? report
            : LoopExits.IsIterator(loop) ? report with
            {
                Explanation = "The verifier follows each round of this loop until one leaves all variables as an earlier round did, and none does.",
                Suggestion = _isCSharp
                    ? "Count with for (int i = 0; i < 256; i++) instead of an iterator, or keep what changes from round to round in a static field."
                    : "Count with a for loop with a constant limit instead of an iterator, or keep what changes from round to round in a global variable.",
            }
            : LoopExits.AreReadAnew(loop) ? report with
            {
                Explanation = "Only what this loop reads anew in each round ends it, so the verifier finds no last round, and gave up.",
                Suggestion = _isCSharp ? "Give the loop a constant limit besides its condition: && n < 256, or for (int i = 0; i < 256; i++) … with break."
                    : "Give the loop a constant limit besides its condition: && n < 256.",
            }
            : report;

    private VerifierReport AtLastStep(VerifierReport report)
    {
        report = ExplainCall(report);
        switch (report.Class)
        {
            case RefusalClass.Null when report.Reason.Contains("|= pointer", StringComparison.Ordinal):
                // The branch behind it has the line of the test.
                return report with { SourceLocation = _sourceOf(report.Instruction + 1) };
            case RefusalClass.Null when !IsNull(report) && ValueTrail.RegisterOf(report.Reason) is { } register:
                Origin(register, "the value that may be null comes from here");
                break;
            case RefusalClass.Bounds or RefusalClass.Packet or RefusalClass.Arithmetic or RefusalClass.Alignment
                when ValueTrail.RegisterOf(report.Reason) is { } register:
                Offset(register);
                break;
            case RefusalClass.Bounds or RefusalClass.Packet when Address().Match(_path[End].Text) is { Success: true } address:
                Offset(Number(address));
                break;
            case RefusalClass.Bounds or RefusalClass.Arithmetic when Sum().Match(_path[End].Text) is { Success: true } sum:
                Added(Number(sum), End);
                break;
            case RefusalClass.Memory when IsNull(report):
                return Missing(report);
            case RefusalClass.Memory when ValueTrail.RegisterOf(report.Reason) is { } register:
                return UsedAsAddress(report, register);
            case RefusalClass.Reference or RefusalClass.Null when IsNull(report):
                return Missing(report);
            case RefusalClass.Reference when ValueTrail.RegisterOf(report.Reason) is { } register:
                Released(register, "it is released here already");
                break;
            case RefusalClass.Argument when (IsNumber(report) || IsLost(report)) && ValueTrail.RegisterOf(report.Reason) is { } register
                && _trail.Find(register, End) is { IsCall: true } origin:
                return NumberAsArgument(report, origin);
            case RefusalClass.Argument or RefusalClass.Context when ValueTrail.RegisterOf(report.Reason) is { } register:
                Origin(register, "the value comes from here");
                break;
            case RefusalClass.Result:
                return Result(report);
            case RefusalClass.Lock or RefusalClass.Sleep when Region() is { } region:
                if (_path[End].IsExit)
                {
                    return AtBeginning(report, region.Instruction);
                }

                Note("it begins here", region.Instruction);
                break;
        }

        return report;
    }

    // What is not ended is shown where it begins, and the path that does not end it as a note. Compilers join the ends of a function, so that their
    // lines say little.
    private VerifierReport AtBeginning(VerifierReport report, int instruction)
    {
        if (_sourceOf(instruction) is not { } location)
        {
            return report;
        }

        if (_isCSharp && ImplicitExit.Find(_path, _sourceOf) is { } check)
        {
            return AtIndex(report, check, location);
        }

        if (End > 0 && _path[End].IsExit && !_path[End].IsUncertain)
        {
            int end = EndOfFunction(instruction);
            Branch(before: end);
            Note("this path ends here without it", _path[end - 1].Instruction);
        }

        return report with { SourceLocation = location };
    }

    // Where the function ends that has acquired it: a callback, for instance.
    private int EndOfFunction(int acquired)
    {
        for (int i = End - 1; i >= 0 && !_path[i + 1].IsUncertain; i--)
        {
            if (_path[i].Instruction == acquired)
            {
                int exit = Enumerable.Range(i, End - i).FirstOrDefault(step => _path[step].IsExit && _path[step].Frame == _path[i].Frame, End);
                return exit;
            }
        }

        return End;
    }

    // Where C# throws, the program ends, and the user has no place for what is missing.
    private VerifierReport AtIndex(VerifierReport report, ImplicitExit check, SourceLocation begin)
    {
        string text = report.Class == RefusalClass.Lock ? "the lock is taken here" : "it is acquired or reserved here";
        _notes.Add(new VerifierNote(text, begin));
        return report with
        {
            SourceLocation = check.Location,
            Explanation = $"The program ends here if the index '{check.Index}' is out of range, "
                + (report.Class == RefusalClass.Lock ? "and the lock is held then." : "and what it has acquired or reserved is not released then."),
            Suggestion = $"Test the index first, before {(report.Class == RefusalClass.Lock ? "EnterScope" : "the reservation")}: "
                + $"if ((uint){(check.Index.All(char.IsLetterOrDigit) ? check.Index : $"({check.Index})")} >= {check.Limit}) return …;",
        };
    }

    // The verifier knows the value of the register: a null pointer that was tested before. Kernels that write "inv0" show it at branches only.
    private bool IsNull(VerifierReport report)
        => ValueTrail.RegisterOf(report.Reason) is { } register
            && (Regex.IsMatch(report.Registers, string.Create(CultureInfo.InvariantCulture, $@"\bR{register}=(?:inv)?P?0(?: |$)"))
                || (_trail.Find(register, End) is { } origin
                    && (Shown(origin, Null()) || (origin is { Changes.Count: 0 } && Zero().IsMatch(origin.Step.Text)))));

    // True when the verifier has shown, at a branch on the path, that a value is of a kind. Behind an instruction, older kernels show nothing.
    private bool Shown(ValueOrigin origin, Regex kind)
    {
        for (int i = origin.Index; i < End; i++)
        {
            int after = i + 1;
            if (kind.Matches(_path[i].After).Any(shown => _trail.Find(Number(shown), after)?.Step == origin.Step))
            {
                return true;
            }
        }

        return false;
    }

    private VerifierReport Missing(VerifierReport report)
    {
        if (ValueTrail.RegisterOf(report.Reason) is { } register && _trail.Find(register, End) is { IsCall: true } origin)
        {
            Note("the value comes from here", origin.Step.Instruction);
            Branch(origin.Index);
        }

        return report with
        {
            Class = RefusalClass.Null,
            Explanation = "The pointer is null on this path: a lookup has found nothing, or a reservation has failed.",
            Suggestion = _isCSharp
                ? "Use the reference or record only on paths where the call that returns it has returned true; look up again after an update."
                : "Use the pointer only on paths where it is not null; look up again after an update.",
        };
    }

    private void Note(string text, int instruction)
    {
        if (_sourceOf(instruction) is { } location)
        {
            _notes.Add(new VerifierNote(text, location));
        }
    }

    private ValueOrigin? Origin(int register, string text)
    {
        ValueOrigin? origin = _trail.Find(register, End);
        if (origin is not null)
        {
            Note(text, origin.Step.Instruction);
        }

        return origin;
    }

    // What was added to the pointer, or the size that a helper gets.
    private void Offset(int register)
    {
        if (_trail.Find(register, End) is not { } pointer)
        {
            return;
        }

        if (pointer.Offsets.Count == 0)
        {
            string text = _report.Class == RefusalClass.Packet ? "the pointer into the packet is made here" : "the pointer comes from here";
            Note(text, pointer.Step.Instruction);
            return;
        }

        Added(pointer.Offsets[0].Register, pointer.Offsets[0].Index);
    }

    private void Added(int register, int index)
    {
        if (_trail.Find(register, index) is not { } offset)
        {
            return;
        }

        Note("the number that is added to the pointer comes from here", offset.Step.Instruction);
        Test(offset, index);
    }

    // The last branch on the path that compares the value with a constant.
    private void Test(ValueOrigin value, int before)
    {
        for (int i = before - 1; i > value.Index; i--)
        {
            if (_path[i].IsBranch && Tested().Match(_path[i].Text) is { Success: true } tested
                && _trail.Find(Number(tested), i)?.Step == value.Step)
            {
                Note("the last test of the number on this path is here", _path[i].Instruction);
                return;
            }
        }
    }

    // A number that is used as an address: often a pointer that a call has made invalid.
    private VerifierReport UsedAsAddress(VerifierReport report, int register)
    {
        if (!IsNumber(report))
        {
            Origin(register, "the pointer comes from here");
            return report;
        }

        if (_trail.Find(register, End) is not { } origin)
        {
            return report;
        }

        if (ReleaseOf(origin) is >= 0 and var release)
        {
            return UsedAfterRelease(report, origin, release);
        }

        int change = origin.IsLoad && (IsPacket(origin.Step) || Shown(origin, Packet())) ? PacketChangeAfter(origin.Index) : -1;
        if (change >= 0)
        {
            Note("the pointer into the packet is made here", origin.Step.Instruction);
            Note("this call may move the packet; pointers into it are invalid from here on", _path[change].Instruction);
            return report with
            {
                Class = RefusalClass.Packet,
                Explanation = "A pointer into the packet is used after a call that may have moved the packet.",
                Suggestion = _isCSharp ? "Ask for the packet again after the call: context.TryGetRef(offset, out BpfRef<T> …)."
                    : "Read data and data_end again after the call, and compare them again.",
            };
        }

        if (origin.IsLoad && IsFromMap(origin))
        {
            Note("the address is read from a static field or the value of a map here", origin.Step.Instruction);
            return report with
            {
                Explanation = "An address that was stored in a static field or the value of a map is only a number when it is read again.",
                Suggestion = _isCSharp
                    ? "Do not store addresses of locals, values of maps or records: keep the value itself, or the key to look it up again. "
                        + "Read an address of the process or of the kernel with BpfHelpers.TryReadUser or TryReadKernel."
                    : "Do not store addresses of the program's own memory: keep the value, or a key. Read other addresses with a probe_read helper.",
            };
        }

        string text = origin.IsCall ? "the number is the result of this call" : origin.IsLoad ? "the number is read here" : "the number comes from here";
        Note(text, origin.Step.Instruction);
        return report;
    }

    private static bool IsNumber(VerifierReport report) => AsNumber().IsMatch(report.Reason);

    // A function of the kernel gets a number, and says only what it expects.
    private static bool IsLost(VerifierReport report)
        => report.Reason.Contains(" must point to ", StringComparison.Ordinal) && ValueTrail.RegisterOf(report.Reason) is { } register
            && Regex.IsMatch(report.Registers, string.Create(CultureInfo.InvariantCulture, $@"\bR{register}=(?:scalar|inv|P?-?\d)"));

    private VerifierReport UsedAfterRelease(VerifierReport report, ValueOrigin origin, int release)
    {
        Note("the object comes from here", origin.Step.Instruction);
        Note("it is released here", _path[release].Instruction);
        return report with
        {
            Class = RefusalClass.Reference,
            Explanation = IsRelease(_path[End]) ? "The object is released a second time." : "The object is used after it was released.",
            Suggestion = IsRelease(_path[End]) ? "Release it once, even if several variables refer to it."
                : _isCSharp ? "Do everything with the record or object before Submit, Discard or its release."
                : "Use the object only before it is released.",
        };
    }

    // The result of a call that the verifier no longer takes for a pointer.
    private VerifierReport NumberAsArgument(VerifierReport report, ValueOrigin origin)
    {
        if (IsNull(report))
        {
            return Missing(report);
        }

        if (ReleaseOf(origin) is >= 0 and var release)
        {
            return UsedAfterRelease(report, origin, release);
        }

        Note("the value comes from here", origin.Step.Instruction);
        return report;
    }

    private void Released(int register, string text)
    {
        if (_trail.Find(register, End) is { } origin && ReleaseOf(origin) is >= 0 and var release)
        {
            Note("the object comes from here", origin.Step.Instruction);
            Note(text, _path[release].Instruction);
        }
    }

    private static bool IsRelease(TraceStep step) => step.IsCall && Array.Exists(CallEffects.Releases, step.Calls);

    private int ReleaseOf(ValueOrigin origin)
    {
        if (!origin.IsCall)
        {
            return -1;
        }

        for (int i = origin.Index + 1; i < End; i++)
        {
            if (IsRelease(_path[i]) && _trail.Find(1, i)?.Step == origin.Step)
            {
                return i;
            }
        }

        return -1;
    }

    // "r1 = *(u64 *)(r2 +0)    ; R1_w=scalar() R2_w=map_value(…)"; if the address is overwritten, what its own origin shows.
    private bool IsFromMap(ValueOrigin origin)
    {
        bool IsValue(string state, int register) => state.Contains($"R{register}=map_value(", StringComparison.Ordinal)
            || state.Contains($"R{register}_w=map_value(", StringComparison.Ordinal);
        return Address().Match(origin.Step.Text) is { Success: true } address && origin.Step.Text.Contains("(u64 *)", StringComparison.Ordinal)
            && (IsValue(origin.Step.State, Number(address))
                || (_trail.Find(Number(address), origin.Index) is { Step: { Destination: { } destination } value } && IsValue(value.State, destination)));
    }

    private static bool IsPacket(TraceStep step) => step.State.Contains("=pkt(", StringComparison.Ordinal);

    private int PacketChangeAfter(int index)
    {
        for (int i = End - 1; i > index; i--)
        {
            if (_path[i].Helper is { ChangesPacket: true })
            {
                return i;
            }
        }

        return -1;
    }

    // Compilers put the end of a function at its brace, and the value where it is chosen.
    private VerifierReport Result(VerifierReport report)
    {
        if (_trail.Find(0, End) is not { } origin
            || _sourceOf((origin.Changes.Count == 0 ? origin.Step : origin.Changes[0]).Instruction) is not { } location)
        {
            return report;
        }

        bool isJoined = End > 0 && _path[End - 1].Instruction != report.Instruction - 1;
        if (isJoined || report.SourceLocation is { Text: "}" or "" })
        {
            return report with { SourceLocation = location };
        }

        _notes.Add(new VerifierNote("the result comes from here", location));
        return report;
    }

    // The call that began the lock or protection that is in force.
    private TraceStep? Region()
    {
        foreach ((string enter, string leave) in CallEffects.Regions)
        {
            int depth = 0;
            for (int i = End - 1; i >= 0 && !_path[i + 1].IsUncertain; i--)
            {
                depth += _path[i].Calls(leave) ? 1 : _path[i].Calls(enter) ? -1 : 0;
                if (depth < 0)
                {
                    return _path[i];
                }
            }
        }

        return null;
    }

    // The last branch before the end of the program, for what this path lacks.
    private void Branch(int after = -1, int? before = null)
    {
        int end = before ?? End;
        for (int i = end - 1; i > after && !_path[i + 1].IsUncertain && _path[i].Frame == _path[end].Frame; i--)
        {
            if (_path[i].IsBranch)
            {
                Note("this branch leads there", _path[i].Instruction);
                return;
            }
        }
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:for|foreach|while|do)\b")]
    private static partial Regex Keyword();

    // "R2 invalid mem access 'inv'", "R1 type=scalar expected=fp"
    [GeneratedRegex(@"'(?:scalar|inv)'|type=(?:scalar|inv) ")]
    private static partial Regex AsNumber();

    [GeneratedRegex(@"\bR(\d+)(?:_\w+)?=(?:inv)?P?0(?: |$)")]
    private static partial Regex Null();

    [GeneratedRegex(@"\bR(\d+)(?:_\w+)?=pkt\(")]
    private static partial Regex Packet();

    [GeneratedRegex(@"^[rw]\d+ = (?:0x)?0$")]
    private static partial Regex Zero();

    [GeneratedRegex(@"alloc_insn=(\d+)")]
    private static partial Regex Acquired();

    // The register of "r1 = *(u32 *)(r2 +0)" and of "*(u32 *)(r2 +0) = r1".
    [GeneratedRegex(@"\*\([us]\d+ \*\)\(r(\d+) ")]
    private static partial Regex Address();

    [GeneratedRegex(@"^r\d+ [-+]= [rw](\d+)$")]
    private static partial Regex Sum();

    [GeneratedRegex(@"^if [rw](\d+) \S+ (?:0x|-?\d)")]
    private static partial Regex Tested();
}
