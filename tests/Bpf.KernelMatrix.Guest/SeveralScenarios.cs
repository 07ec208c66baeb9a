using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Checks of programs with several targets, or globs over kernel functions.</summary>
internal static class SeveralScenarios
{
    private const int Reads = 40;
    private const int Writes = 25;
    private const int Bytes = 12345;

    /// <summary>The checks in order.</summary>
    public static IEnumerable<Scenario> All =>
    [
        new("several_kprobes", () => InGuest(Kprobes)),
        new("several_kprobes_single", () => InGuest(KprobesSingle)),
        new("several_kprobes_cookie", () => InGuest(KprobesCookie)),
        new("several_kretprobes", () => InGuest(Kretprobes)),
        new("several_kprobe_sessions", () => InGuest(KprobeSessions)),
        new("kprobe_glob", () => InGuest(KprobeGlob)),
        new("kprobe_glob_single", () => InGuest(KprobeGlobSingle)),
        new("kprobe_glob_suffix", () => InGuest(KprobeGlobSuffix)),
        new("kprobe_glob_none", () => InGuest(KprobeGlobNone)),
        new("kprobe_glob_everything", () => InGuest(KprobeGlobEverything)),
        new("several_fentry", () => InGuest(Fentry)),
        new("several_fexit_cookie", () => InGuest(FexitCookie)),
        new("several_fentry_missing", () => InGuest(FentryMissing)),
        new("fentry_glob", () => InGuest(FentryGlob)),
        new("fexit_glob", () => InGuest(FexitGlob)),
        new("fsession_glob", () => InGuest(FsessionGlob)),
        new("fentry_glob_none", () => InGuest(FentryGlobNone)),
        new("fentry_glob_large", () => InGuest(FentryGlobLarge)),
        new("fentry_glob_everything", () => InGuest(FentryGlobEverything)),
        new("fentry_glob_refused", () => InGuest(FentryGlobRefused)),
        new("several_lsm", () => InGuest(Lsm)),
    ];

    private static string Kprobes() => Transfers(static each => each.Programs.OnTransfer);

    private static string KprobesSingle() => Transfers(static each => each.Programs.OnTransfer, ProbeMode.Single);

    private static string KprobesCookie() => Transfers(static each => each.Programs.OnTransferCookie, hasCookies: true);

    private static string Kretprobes() => Transfers(static each => each.Programs.AfterTransfer);

    private static string KprobeSessions()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.InTransfer);
        Link link = skeleton.Programs.InTransfer.Attach();
        Transfer();
        Scenario.Equal((ulong)(Reads + Writes), skeleton.Bss.s_calls, "entries");
        Scenario.Equal((ulong)(Reads + Writes), skeleton.Bss.s_returns, "returns");
        Scenario.Equal((ulong)(Reads + (Writes * 100)), skeleton.Bss.s_cookies, "sum of the cookies");
        return $"{link}";
    }

    private static string KprobeGlob() => WithoutCount(Transfers(static each => each.Programs.OnFileFunction), Matching("vfs_"));

    private static string KprobeGlobSingle() => WithoutCount(Transfers(static each => each.Programs.OnFileFunction, ProbeMode.Single), Matching("vfs_"));

    // Compilers add suffixes to the names of functions that they changed.
    private static string KprobeGlobSuffix()
    {
        string name = Functions().GroupBy(static name => name).First(static same => same.Key.Contains(".isra.", StringComparison.Ordinal) && !same.Skip(1).Any()).Key;
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.OnTransfer);
        Link link = skeleton.Programs.OnTransfer.Attach(new KprobeTarget { Function = $"{name[..^1]}?" });
        link.Detach();
        Link exact = skeleton.Programs.OnTransfer.Attach(new KprobeTarget { Function = name });
        return $"{link.ToString()!.Split(' ')[0]} {exact.ToString()!.Split(' ')[0]}";
    }

    private static string KprobeGlobNone()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.OnTransfer);
        skeleton.Programs.OnTransfer.Attach(new KprobeTarget { Function = "no_such_*" });
        return "attached";
    }

    private static string KprobeGlobEverything()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.OnAnything);
        Link link = skeleton.Programs.OnAnything.Attach();
        return WithoutCount($"{link}", Matching(""));
    }

    private static string Fentry()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.OnTypedTransfer);
        string text = Transfers(skeleton, static each => each.Programs.OnTypedTransfer);
        return $"{text} {skeleton.Bss.s_flags}";
    }

    private static string FexitCookie()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.AfterTypedTransfer);
        string text = Transfers(skeleton, static each => each.Programs.AfterTypedTransfer, hasCookies: true);
        Scenario.Equal((ulong)((Reads + Writes) * Bytes), skeleton.Bss.s_value, "sum of the results");
        return text;
    }

    private static string FentryMissing()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.OnMissing);
        return "loaded";
    }

    private static string FentryGlob()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.OnTraced);
        Link link = skeleton.Programs.OnTraced.Attach();
        Transfer();
        Scenario.Equal((ulong)(Reads + Writes), skeleton.Bss.s_calls, "calls");
        Scenario.Equal((ulong)(Reads + Writes), skeleton.Bss.s_cookies, "sum of the cookies");
        Scenario.Equal(4UL * (Reads + Writes), skeleton.Bss.s_value, "sum of the numbers of arguments");
        Scenario.Equal(1U, skeleton.Bss.s_flags, "access modes of the files");
        Scenario.Equal(true, skeleton.Bss.s_address != 0, "an address");
        string text = $"{link}";
        link.Detach();
        Transfer();
        Scenario.Equal((ulong)(Reads + Writes), skeleton.Bss.s_calls, "calls after Detach");
        skeleton.Programs.OnTraced.Attach(cookie: 7);
        Transfer();
        Scenario.Equal(8UL * (Reads + Writes), skeleton.Bss.s_cookies, "sum of the cookies with one given to Attach");
        return $"{text} {skeleton.Programs.OnTraced.AttachDecision!.Name}";
    }

    private static string FexitGlob()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.AfterTraced);
        string text = Transfers(skeleton, static each => each.Programs.AfterTraced);
        Scenario.Equal((ulong)((Reads + Writes) * Bytes), skeleton.Bss.s_value, "sum of the results");
        return text;
    }

    private static string FsessionGlob()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.AroundTraced);
        string text = Transfers(skeleton, static each => each.Programs.AroundTraced);
        Scenario.Equal((ulong)(Reads + Writes), skeleton.Bss.s_returns, "returns");
        Scenario.Equal(3UL * (Reads + Writes), skeleton.Bss.s_value, "sum of the shared words");
        return text;
    }

    private static string FentryGlobNone() => OfGlob("no_such_*", static each => each.Programs.OnTracedPlainly);

    private static string FentryGlobLarge() => OfGlob("pci_*", static each => each.Programs.OnTracedPlainly);

    private static string FentryGlobEverything() => OfGlob("*", static each => each.Programs.OnTracedPlainly);

    // migrate_disable and migrate_enable run in every trampoline.
    private static string FentryGlobRefused() => OfGlob("migrate_*", static each => each.Programs.OnTracedPlainly);

    private static string OfGlob(string glob, Func<GuestSeveralSkeleton, BpfProgram> program)
    {
        using GuestSeveralSkeleton skeleton = GuestSeveralSkeleton.Open();
        BpfProgram chosen = program(skeleton);
        chosen.AutoLoad = true;
        chosen.KernelTargetName = glob;
        skeleton.Load();
        Link link = chosen.Attach();
        return $"{link} without {string.Join(", ", link.Skipped.Select(static skipped => skipped.Name).Order(StringComparer.Ordinal))}";
    }

    private static string Lsm()
    {
        using GuestSeveralSkeleton skeleton = Load(static each => each.Programs.OnRemoval);
        Link link = skeleton.Programs.OnRemoval.Attach();
        Scenario.Equal((true, true), (Removes(File.Delete), Removes(Directory.Delete)), "removals that are allowed");
        skeleton.Bss.s_refusal = -1;
        Scenario.Equal((false, false), (Removes(File.Delete), Removes(Directory.Delete)), "removals that are refused");
        Scenario.Equal(4UL, skeleton.Bss.s_calls, "calls");
        return $"{link}";
    }

    private static bool Removes(Action<string> remove)
    {
        string path = Path.Combine(Path.GetTempPath(), remove == File.Delete ? "removed" : "removed.d");
        if (remove == File.Delete)
        {
            File.WriteAllText(path, "");
        }
        else
        {
            Directory.CreateDirectory(path);
        }

        try
        {
            remove(path);
            return true;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private static string Transfers(Func<GuestSeveralSkeleton, BpfProgram> program, ProbeMode mode = ProbeMode.Auto, bool hasCookies = false)
    {
        using GuestSeveralSkeleton skeleton = Load(program, mode);
        return Transfers(skeleton, program, hasCookies);
    }

    private static string Transfers(GuestSeveralSkeleton skeleton, Func<GuestSeveralSkeleton, BpfProgram> program, bool hasCookies = false)
    {
        Link link = program(skeleton).Attach();
        Transfer();
        Scenario.Equal((ulong)(Reads + Writes), skeleton.Bss.s_calls, "calls");
        Scenario.Equal(hasCookies ? (ulong)(Reads + (Writes * 100)) : 0, skeleton.Bss.s_cookies, "sum of the cookies");
        string text = $"{link}";
        link.Detach();
        Transfer();
        Scenario.Equal((ulong)(Reads + Writes), skeleton.Bss.s_calls, "calls after Detach");
        return text;
    }

    private static GuestSeveralSkeleton Load(Func<GuestSeveralSkeleton, BpfProgram> program, ProbeMode mode = ProbeMode.Auto)
    {
        GuestSeveralSkeleton skeleton = GuestSeveralSkeleton.Open();
        skeleton.Rodata.Own = Environment.ProcessId;
        BpfProgram chosen = program(skeleton);
        chosen.AutoLoad = true;
        if (chosen is ProbeProgram probe)
        {
            probe.Mode = mode;
        }

        skeleton.Load();
        return skeleton;
    }

    // The number of traceable functions that begin so differs between kernels.
    private static int Matching(string prefix) => Functions().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Distinct().Count();

    private static IEnumerable<string> Functions()
        => File.ReadLines("/sys/kernel/tracing/available_filter_functions").Select(static line => line.Split(' ')[0])
            .Where(static name => !name.StartsWith("__ftrace_invalid_address__", StringComparison.Ordinal));

    private static string WithoutCount(string text, int count) => text.Replace($"({count} ", "(ALL ", StringComparison.Ordinal);

    private static void Transfer()
    {
        byte[] buffer = new byte[Bytes];
        using FileStream zeros = new("/dev/zero", FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        for (int i = 0; i < Reads; i++)
        {
            Scenario.Equal(Bytes, zeros.Read(buffer), "bytes read");
        }

        using FileStream nothing = new("/dev/null", FileMode.Open, FileAccess.Write, FileShare.Write, bufferSize: 0);
        for (int i = 0; i < Writes; i++)
        {
            nothing.Write(buffer);
        }
    }

    private static string InGuest(Func<string> run) => Machine.IsGuest ? TracingScenarios.Reported(run) : "not on a host";
}
