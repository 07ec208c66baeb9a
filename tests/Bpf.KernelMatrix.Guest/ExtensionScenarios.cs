using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Programs that replace functions of others: C# and C, on both sides. If a kernel refuses one, the report is the refusal.</summary>
/// <param name="directory">Where the objects are.</param>
internal sealed class ExtensionScenarios(string directory)
{
    private const int Count = 30;
    private const uint Aborted = 0;
    private const uint Drop = 1;
    private const uint Pass = 2;
    private const short Level = -5;

    /// <summary>The scenarios.</summary>
    public IEnumerable<Scenario> All =>
    [
        new("freplace", () => OrReason(ReplaceFunction)),
        new("freplace_program", () => OrReason(ReplaceProgram)),
        new("freplace_several", () => OrReason(ReplaceInSeveral)),
        new("freplace_twice", () => OrReason(ReplaceTwice)),
        new("freplace_struct", () => OrReason(ReplaceWithStruct)),
        new("freplace_signatures", Signatures),
        new("freplace_states", States),
        new("freplace_debug", () => OrReason(() => Pair(PathOf("GuestDecisions-Debug.o"), "s_kept", PathOf("GuestReplacements-Debug.o"), "Refuse", "s_decided", "s_levels"))),
        new("freplace_c_by_csharp", () => OrReason(() => Pair(PathOf("replaced.bpf.o"), "kept", PathOf("GuestReplacements-Debug.o"), "Refuse", "s_decided", "s_levels"))),
        new("freplace_csharp_by_c", () => OrReason(() => Pair(PathOf("GuestDecisions-Debug.o"), "s_kept", PathOf("replacement.bpf.o"), "refuse", "decided", "levels"))),
        new("freplace_hidden", Hidden),
    ];

    private static string OrReason(Func<string> run)
    {
        try
        {
            return run();
        }
        catch (BpfException exception)
        {
            return $"refused: {exception.GetType().Name} {exception.Message.ReplaceLineEndings(" ")}";
        }
    }

    private string PathOf(string name) => Path.Combine(directory, "extensions", name);

    private static string ReplaceFunction()
    {
        using GuestDecisionsSkeleton decisions = GuestDecisionsSkeleton.Open();
        decisions.Load();
        using GuestReplacementsSkeleton replacements = GuestReplacementsSkeleton.Open();
        ExtensionProgram refuse = replacements.Programs.Refuse;
        refuse.AutoLoad = true;
        refuse.Target = decisions.Programs.OnPacket;
        replacements.Load();
        RunAll(decisions.Programs.OnPacket, Pass);
        Scenario.Equal((long)Count, decisions.Bss.s_kept, "runs of the original before");
        replacements.Attach();
        Link link = refuse.Link!;
        RunAll(decisions.Programs.OnPacket, Drop);
        Scenario.Equal((long)Count, replacements.Bss.s_decided, "runs of the replacement");
        Scenario.Equal((long)Count * Level, replacements.Bss.s_levels, "its argument");
        RunAll(decisions.Programs.OnOther, Pass);
        Scenario.Equal(2L * Count, decisions.Bss.s_kept, "runs of the original in the other program");
        link.Detach();
        RunAll(decisions.Programs.OnPacket, Pass);
        Scenario.Equal((long)Count, replacements.Bss.s_decided, "runs of the replacement after Detach");
        refuse.Attach();
        RunAll(decisions.Programs.OnPacket, Drop);
        replacements.Dispose();
        RunAll(decisions.Programs.OnPacket, Pass);
        Scenario.Equal(4L * Count, decisions.Bss.s_kept, "runs of the original");
        return $"{link}";
    }

    private static string ReplaceProgram()
    {
        using GuestDecisionsSkeleton decisions = GuestDecisionsSkeleton.Open();
        decisions.Load();
        using GuestReplacementsSkeleton replacements = GuestReplacementsSkeleton.Open();
        replacements.Programs.Whole.AutoLoad = true;
        replacements.Programs.Whole.Target = decisions.Programs.OnPacket;
        replacements.LoadAndAttach();
        RunAll(decisions.Programs.OnPacket, Aborted);
        Scenario.Equal((long)Count, replacements.Bss.s_whole, "runs of the replacement");
        Scenario.Equal(0L, decisions.Bss.s_kept, "runs of the original");
        return $"{replacements.Programs.Whole.Link}";
    }

    private static string ReplaceInSeveral()
    {
        using GuestDecisionsSkeleton decisions = GuestDecisionsSkeleton.Open();
        decisions.Load();
        using GuestReplacementsSkeleton replacements = GuestReplacementsSkeleton.Open();
        ExtensionProgram refuse = replacements.Programs.Refuse;
        refuse.AutoLoad = true;
        refuse.Target = decisions.Programs.OnPacket;
        replacements.LoadAndAttach();
        Link other = refuse.Attach(decisions.Programs.OnOther);
        RunAll(decisions.Programs.OnPacket, Drop);
        RunAll(decisions.Programs.OnOther, Drop);
        Scenario.Equal(2L * Count, replacements.Bss.s_decided, "runs of the replacement");
        Scenario.Equal(0L, decisions.Bss.s_kept, "runs of the original");
        other.Detach();
        RunAll(decisions.Programs.OnOther, Pass);
        RunAll(decisions.Programs.OnPacket, Drop);
        return $"{refuse.Link}; {other}";
    }

    private static string ReplaceTwice()
    {
        using GuestDecisionsSkeleton decisions = GuestDecisionsSkeleton.Open();
        decisions.Load();
        using GuestReplacementsSkeleton replacements = GuestReplacementsSkeleton.Open();
        ExtensionProgram refuse = replacements.Programs.Refuse;
        refuse.AutoLoad = true;
        refuse.Target = decisions.Programs.OnPacket;
        replacements.LoadAndAttach();
        return $"{refuse.Attach(decisions.Programs.OnPacket)}";
    }

    private static string ReplaceWithStruct()
    {
        using GuestMeasuresSkeleton measures = GuestMeasuresSkeleton.Open();
        measures.Load();
        RunAll(measures.Programs.OnPacket, 2 * 50);
        using GuestMeasureReplacementsSkeleton replacements = GuestMeasureReplacementsSkeleton.Open();
        replacements.Programs.Low.Target = measures.Programs.OnPacket;
        replacements.LoadAndAttach();
        RunAll(measures.Programs.OnPacket, 2 * 3);
        return $"{replacements.Programs.Low.Link}";
    }

    private static string Signatures()
    {
        using GuestDecisionsSkeleton decisions = GuestDecisionsSkeleton.Open();
        decisions.Load();
        List<string> refusals = [];
        foreach (string name in new[] { "Wider", "Longer", "Unsigned", "Fewer", "OtherContext" })
        {
            refusals.Add(OrReason(() =>
            {
                using GuestReplacementsSkeleton replacements = GuestReplacementsSkeleton.Open();
                ExtensionProgram program = replacements.Object.Programs.Get<ExtensionProgram>(name);
                program.AutoLoad = true;
                program.Target = decisions.Programs.OnPacket;
                replacements.Load();
                return "loaded";
            }));
        }

        return string.Join(" || ", refusals);
    }

    private static string States()
    {
        using GuestDecisionsSkeleton decisions = GuestDecisionsSkeleton.Open();
        using GuestReplacementsSkeleton replacements = GuestReplacementsSkeleton.Open();
        ExtensionProgram refuse = replacements.Programs.Refuse;
        refuse.AutoLoad = true;
        string noTarget = OrReason(() =>
        {
            replacements.Load();
            return "loaded";
        });
        string notLoaded = OrReason(() =>
        {
            refuse.Target = decisions.Programs.OnPacket;
            return "set";
        });
        decisions.Load();
        string noFunction = OrReason(() =>
        {
            using GuestReplacementsSkeleton again = GuestReplacementsSkeleton.Open();
            again.Programs.Refuse.AutoLoad = true;
            again.Programs.Refuse.Target = decisions.Programs.OnPacket;
            again.Programs.Refuse.KernelTargetName = "Decided";
            again.Load();
            return "loaded";
        });
        return $"{noTarget} || {notLoaded} || {noFunction}";
    }

    // A program OnPacket whose function Decide another program replaces, each from an object of either compiler.
    private static string Pair(string targetPath, string kept, string replacementPath, string program, string decided, string levels)
    {
        using BpfObject target = BpfObject.Open(targetPath);
        target.Load();
        using BpfObject replacement = BpfObject.Open(replacementPath);
        ExtensionProgram extension = replacement.Programs.Get<ExtensionProgram>(program);
        extension.AutoLoad = true;
        extension.Target = target.Programs["OnPacket"];
        replacement.Load();
        extension.Attach();
        RunAll(target.Programs["OnPacket"], Drop);
        Scenario.Equal((long)Count, replacement.Globals.Reference<long>(".bss", decided), "runs of the replacement");
        Scenario.Equal((long)Count * Level, replacement.Globals.Reference<long>(".bss", levels), "its argument");
        extension.Link!.Detach();
        RunAll(target.Programs["OnPacket"], Pass);
        Scenario.Equal((long)Count, target.Globals.Reference<long>(".bss", kept), "runs of the original");
        return "replaced";
    }

    private string Hidden()
    {
        using BpfObject target = BpfObject.Open(PathOf("replaced.bpf.o"));
        target.Load();
        using GuestReplacementsSkeleton replacements = GuestReplacementsSkeleton.Open();
        ExtensionProgram whole = replacements.Programs.Whole;
        whole.AutoLoad = true;
        whole.Target = target.Programs["OnPacket"];
        whole.KernelTargetName = "hidden";
        return OrReason(() =>
        {
            replacements.Load();
            return "loaded";
        });
    }

    private static void RunAll(BpfProgram program, uint expected)
    {
        for (int i = 0; i < Count; i++)
        {
            Scenario.Equal(expected, program.TestRun(data: new byte[64]).ReturnValue, $"result of {program.Name}");
        }
    }
}
