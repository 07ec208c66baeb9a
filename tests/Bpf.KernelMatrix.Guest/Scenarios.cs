using System.Diagnostics;
using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>All checks. The same list runs on the host and in every virtual machine.</summary>
internal sealed class Scenarios(string tracedPath)
{
    private const int Count = 100;

    /// <summary>The checks in order.</summary>
    public IEnumerable<Scenario> All =>
    [
        // First, before the loader reads the kernel's types.
        new("reduced_types", ReducedTypes),
        new("features", FeatureCheck.Run),
        new("entry_counts_and_arguments", EntryCountsAndArguments),
        new("return_counts_and_value", ReturnCountsAndValue),
        new("checked_indexes", CheckedIndexes),
        new("objects", Objects),
        new("refusal", Refusal),
        .. RefusedObjects.All(Path.GetDirectoryName(tracedPath)!),
        new("library_function_by_name", LibraryFunctionByName),
        new("forced_single", ForcedSingle),
        new("nothing_fires_after_detach", NothingFiresAfterDetach),
        new("cookie", Cookie),
        new("several_attributes", SeveralAttributes),
        new("file_of_a_process", FileOfAProcess),
        new("replaced_file_of_a_process", ReplacedFileOfAProcess),
        new("link_in_a_container", LinkInAContainer),
        new("static_points", StaticPoints),
        new("session", Session),
        new("kernel_types", KernelTypes),
        new("tracefs", Tracefs),
        new("return_probe_under_seccomp", ReturnProbeUnderSeccomp),
        new("kernel_function", () => KernelFunction(ProbeMode.Auto)),
        new("kernel_function_single", () => KernelFunction(ProbeMode.Single)),
        new("kernel_function_pattern", KernelFunctionPattern),
        .. new RecordScenarios(tracedPath).All,
        .. TracingScenarios.All,
        .. new ExtensionScenarios(Path.GetDirectoryName(tracedPath)!).All,
        .. SeveralScenarios.All,
        .. NetworkScenarios.All(Path.Combine(Path.GetDirectoryName(tracedPath)!, "kinds.bpf.o")),
        .. StreamScenarios.All,
        .. new PeerScenario(Path.GetDirectoryName(tracedPath)!).All,
        .. new ToolScenarios(Path.GetDirectoryName(tracedPath)!).All,
        .. NewFunctionScenarios.All,
        .. FileScenarios.All,
        .. new StructOpsScenarios(Path.GetDirectoryName(tracedPath)!).All,
    ];

    private string EntryCountsAndArguments()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Rodata.Step = 3;
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"));
        int processId = RunTraced();

        Scenario.Equal(3UL * Count, skeleton.Bss.s_entries, "entries");
        Scenario.Equal((ulong)Count, skeleton.Maps.CallsByProcess[processId], "calls of the process");
        int index = 0;
        skeleton.Maps.Calls.Consume((in GuestProbes.Call call) =>
        {
            Scenario.Equal(processId, call.ProcessId, "process id in the record");
            Scenario.Equal(index, call.A, "first argument");
            Scenario.Equal(1000L * index, call.B, "second argument");
            index++;
        });
        Scenario.Equal(Count, index, "records");
        return ModeOf(link);
    }

    private string ReturnCountsAndValue()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnAddReturn.Attach(UprobeTarget.File(tracedPath, "add"));
        RunTraced();

        Scenario.Equal((ulong)Count, skeleton.Bss.s_returns, "returns");
        Scenario.Equal(1001L * (Count - 1), skeleton.Bss.s_lastResult, "return value");
        return ModeOf(link);
    }

    private string CheckedIndexes()
    {
        using GuestChecksSkeleton skeleton = GuestChecksSkeleton.Open();
        skeleton.Load();
        UprobeTarget add = UprobeTarget.File(tracedPath, "add");
        Link link = skeleton.Programs.OnAdd.Attach(add);
        skeleton.Programs.OnAddWide.Attach(add);
        skeleton.Programs.OnAddStack.Attach(add);
        RunTraced();

        Scenario.Equal(SumOf(1, 15), skeleton.Bss.s_fromOne, "elements from 1");
        Scenario.Equal(SumOf(0, 15), skeleton.Bss.s_fromZero, "elements from 0");
        Scenario.Equal(SumOf(5, 11), skeleton.Bss.s_pattern, "elements by a pattern");
        Scenario.Equal(SumOf(2, 7), skeleton.Bss.s_small, "elements by a byte");
        Scenario.Equal(SumOf(0, 15), skeleton.Bss.s_moved, "elements by a negative number");
        Scenario.Equal(SumOf(1, 15), skeleton.Bss.s_wide, "elements by a long");
        Scenario.Equal(15 * 7L, skeleton.Bss.s_onStack, "elements on the stack");
        Scenario.Equal(15L, skeleton.Bss.s_copied, "copies of a checked size");
        return ModeOf(link);

        static long SumOf(int first, int last) => Enumerable.Range(first, last - first + 1).Sum(index => 100L + index);
    }

    // All of them, so that the report contains every refusal.
    private string Objects()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(Path.GetDirectoryName(tracedPath)!, "objects")).Order(StringComparer.Ordinal)];
        List<string> refused = [];
        foreach (string file in files)
        {
            try
            {
                using BpfObject bpf = BpfObject.Open(file);
                bpf.Load();
            }
            catch (BpfException exception)
            {
                refused.Add($"{Path.GetFileName(file)}: {exception.Message.ReplaceLineEndings(" ")}");
            }
        }

        return refused.Count == 0 ? $"{files.Length} load" : throw new InvalidOperationException($"{refused.Count} of {files.Length}: {string.Join(" || ", refused)}");
    }

    private static string Refusal()
    {
        using GuestRefusedSkeleton skeleton = GuestRefusedSkeleton.Open();
        try
        {
            skeleton.Load();
            return "accepted";
        }
        catch (VerifierException exception)
        {
            return $"{Path.GetFileName(exception.SourceLocation?.File)}:{exception.SourceLocation?.Line}: {exception.Reason} [{exception.Category}] [{exception.Suggestion}]";
        }
    }

    private string LibraryFunctionByName()
    {
        if (!Machine.IsGuest)
        {
            return "not on a host: it would probe every process";
        }

        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnMalloc.Attach();
        RunTraced();

        Scenario.Equal((ulong)Count, skeleton.Bss.s_mallocs, "mallocs of the marked size");
        return ModeOf(link);
    }

    private string ForcedSingle()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Programs.OnAdd.Mode = ProbeMode.Single;
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"));
        RunTraced();

        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries");
        return ModeOf(link);
    }

    private string NothingFiresAfterDetach()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"));
        link.Detach();
        RunTraced();

        Scenario.Equal(0UL, skeleton.Bss.s_entries, "entries after Detach");
        return ModeOf(link);
    }

    private string Cookie()
    {
        UprobeOptions options = new() { Cookie = 0xC0FFEE };
        using (GuestProbesSkeleton plain = Open())
        {
            plain.Load();
            try
            {
                plain.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"), options);
            }
            catch (BpfUnsupportedException exception)
            {
                return $"refused: {exception.Message.ReplaceLineEndings(" | ")}";
            }
        }

        using GuestProbesSkeleton skeleton = Open();
        skeleton.Programs.OnAddCookie.AutoLoad = true;
        skeleton.Load();
        Link link = skeleton.Programs.OnAddCookie.Attach(UprobeTarget.File(tracedPath, "add"), options);
        RunTraced();
        Scenario.Equal(0xC0FFEEUL, skeleton.Bss.s_cookie, "cookie");
        return ModeOf(link);
    }

    private string SeveralAttributes()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnBoth.Attach(UprobeTarget.File(tracedPath));
        RunTraced();

        Scenario.Equal(2UL * Count, skeleton.Bss.s_both, "calls of both functions");
        return ModeOf(link);
    }

    private string FileOfAProcess()
    {
        using HeldProcess traced = new(tracedPath, Count);
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.Process(traced.Id, Path.GetFileName(tracedPath), "add"));
        RunTraced();
        traced.Finish();

        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries");
        return KernelFeatures.For(null).UprobePathDescriptor.IsSupported && link.Kind == LinkKind.UprobeMulti ? $"{ModeOf(link)} by descriptor" : ModeOf(link);
    }

    private string ReplacedFileOfAProcess()
    {
        string copy = Path.Combine(Path.GetTempPath(), "replaced");
        File.Copy(tracedPath, copy, overwrite: true);
        using HeldProcess traced = new(copy, Count);
        File.Delete(copy);
        File.WriteAllText(copy, "something else");
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.Process(traced.Id, "replaced", "add"));
        traced.Finish();
        File.Delete(copy);

        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries");
        return ModeOf(link);
    }

    // The absolute symlink in the other root points to a path that also exists in this one.
    private string LinkInAContainer()
    {
        string program = $"{tracedPath}-static";
        string root = Directory.CreateTempSubdirectory("container-").FullName;
        string twin = Path.Combine(Directory.CreateTempSubdirectory("twin-").FullName, "program");
        File.Copy(program, twin);
        Directory.CreateDirectory(Path.GetDirectoryName(root + twin)!);
        File.Copy(program, root + twin);
        File.CreateSymbolicLink(Path.Combine(root, "app"), twin);
        using HeldProcess traced = HeldProcess.In(root, "/app", program, Count);
        using HeldProcess other = new(twin, Count);
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.Process(traced.Id, "/app", "add"));
        other.Finish();
        traced.Finish();
        Directory.Delete(root, recursive: true);
        Directory.Delete(Path.GetDirectoryName(twin)!, recursive: true);

        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries");
        return ModeOf(link);
    }

    private string StaticPoints()
    {
        using HeldProcess traced = new(tracedPath, Count);
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnPoint.Attach(UsdtTarget.Process(traced.Id, tracedPath));
        RunTraced();
        traced.Finish();

        const long Sum = Count * (Count - 1) / 2;
        Scenario.Equal((ulong)Count, skeleton.Bss.s_points, "points");
        Scenario.Equal(-Sum, skeleton.Bss.s_narrow, "sum of the first argument");
        Scenario.Equal(1000 * Sum, skeleton.Bss.s_wide, "sum of the second argument");
        Scenario.Equal(-5L * Count, skeleton.Bss.s_inMemory, "sum of the third argument");
        return ModeOf(link);
    }

    private string Session()
    {
        string? warning = null;
        using GuestProbesSkeleton skeleton = GuestProbesSkeleton.Open(new BpfObjectOptions
        {
            Log = entry => warning = entry is { Level: BpfLogLevel.Warning, Subject: "OnSession" } ? entry.Message : warning,
        });
        skeleton.Programs.OnSession.AutoLoad = true;
        try
        {
            skeleton.Load();
            Link link = skeleton.Programs.OnSession.Attach(UprobeTarget.File(tracedPath));
            RunTraced();
            Scenario.Equal((ulong)Count, skeleton.Bss.s_sessionEntries, "runs at entry");
            Scenario.Equal((ulong)Count, skeleton.Bss.s_sessionReturns, "runs at return");
            return ModeOf(link);
        }
        catch (BpfException exception)
        {
            return $"refused: {exception.Message.ReplaceLineEndings(" | ")} warned of: {warning}";
        }
    }

    private string Tracefs()
    {
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Programs.OnAdd.Mode = ProbeMode.Single;
        skeleton.Load();
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"), new UprobeOptions { AttachMode = UprobeAttachMode.Tracefs });
        RunTraced();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries");
        link.Detach();
        RunTraced();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries after Detach");
        Scenario.Equal(false, File.ReadAllText(TraceEvents).Contains($"bpfsdk_{Environment.ProcessId}_", StringComparison.Ordinal), "an event is left");
        return ModeOf(link);
    }

    private string ReturnProbeUnderSeccomp()
    {
        using HeldProcess traced = new(tracedPath, Count, hasFilter: true);
        using GuestProbesSkeleton skeleton = Open();
        skeleton.Load();
        UprobeTarget target = UprobeTarget.Process(traced.Id, tracedPath, "add");
        string refusal = "";
        try
        {
            skeleton.Programs.OnAddReturn.Attach(target);
        }
        catch (BpfUnsupportedException exception)
        {
            refusal = $"refused: {exception.Message.ReplaceLineEndings(" | ")} ";
            skeleton.Programs.OnAddReturn.Attach(target, new UprobeOptions { AllowUnsafe = true });
        }

        // The filter of this program accepts everything.
        traced.Finish();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_returns, "returns");
        return $"{refusal}counted";
    }

    private static string KernelFunction(ProbeMode mode)
    {
        if (!Machine.IsGuest)
        {
            return "not on a host: its kernel may have no kprobes";
        }

        using GuestProbesSkeleton skeleton = OpenForKernel();
        skeleton.Programs.OnUnlink.Mode = mode;
        skeleton.Programs.OnUnlinkReturn.Mode = mode;
        skeleton.Load();
        Link link = skeleton.Programs.OnUnlink.Attach();
        skeleton.Programs.OnUnlinkReturn.Attach();
        UnlinkFiles();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_kernelCalls, "calls");
        Scenario.Equal((ulong)Count, skeleton.Bss.s_kernelReturns, "returns");
        skeleton.Detach();
        UnlinkFiles();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_kernelCalls, "calls after Detach");
        return $"{ModeOf(link)} ({skeleton.Programs.OnUnlink.AttachDecision.Reason})";
    }

    private static string KernelFunctionPattern()
    {
        if (!Machine.IsGuest)
        {
            return "not on a host: its kernel may have no kprobes";
        }

        using GuestProbesSkeleton skeleton = OpenForKernel();
        skeleton.Load();
        Link link = skeleton.Programs.OnUnlink.Attach(KprobeTarget.Parse("vfs_unlin?"));
        UnlinkFiles();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_kernelCalls, "calls");
        return ModeOf(link);
    }

    private const string TraceEvents = "/sys/kernel/tracing/uprobe_events";

    private static GuestProbesSkeleton OpenForKernel()
    {
        GuestProbesSkeleton skeleton = Open();
        skeleton.Rodata.Own = Environment.ProcessId;
        skeleton.Programs.OnUnlink.AutoLoad = true;
        skeleton.Programs.OnUnlinkReturn.AutoLoad = true;
        return skeleton;
    }

    private static void UnlinkFiles()
    {
        string path = Path.Combine(Path.GetTempPath(), "unlinked");
        for (int i = 0; i < Count; i++)
        {
            File.WriteAllText(path, "");
            File.Delete(path);
        }
    }

    private string ReducedTypes()
    {
        if (!Machine.IsGuest)
        {
            return "not on a host";
        }

        using GuestKernelTypesSkeleton opened = GuestKernelTypesSkeleton.Open();
        ReducedBtf reduced = ReducedBtf.Create(File.ReadAllBytes("/sys/kernel/btf/vmlinux"), "vmlinux", [opened.Object.Describe()]);
        Scenario.Equal(true, reduced.Contents.Length < 4000, "reduction to less than 4000 bytes");
        return Machine.WithoutKernelTypes(() =>
        {
            string release = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
            string refusal = "loaded";
            try
            {
                opened.Load();
            }
            catch (BpfUnsupportedException exception)
            {
                refusal = exception.Message;
            }

            Scenario.Equal(true, refusal.Contains($"get that of kernel {release}, reduce it with `bpf btf min`", StringComparison.Ordinal), refusal);
            List<string> releases = [];
            using GuestKernelTypesSkeleton skeleton = GuestKernelTypesSkeleton.Open(new BpfObjectOptions { FallbackBtf = Find });
            string result = KernelTypes(skeleton);
            Scenario.Equal(release, string.Join(' ', releases), "releases asked for");
            return result;

            ReadOnlyMemory<byte> Find(string name)
            {
                releases.Add(name);
                return reduced.Contents;
            }
        });
    }

    private string KernelTypes()
    {
        using GuestKernelTypesSkeleton skeleton = GuestKernelTypesSkeleton.Open();
        return KernelTypes(skeleton);
    }

    private string KernelTypes(GuestKernelTypesSkeleton skeleton)
    {
        skeleton.Load();
        skeleton.Programs.OnAdd.Attach(UprobeTarget.File(tracedPath, "add"));
        int processId = RunTraced();

        string limits = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        Scenario.Equal(processId, skeleton.Bss.s_group, "process");
        Scenario.Equal(Environment.ProcessId, skeleton.Bss.s_parent, "parent");
        Scenario.Equal(processId, skeleton.Bss.s_number, "element of an array of structs");
        Scenario.Equal(limits.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], $"{skeleton.Bss.s_limit}", "hard limit of open files");
        Scenario.Equal(Path.GetFileName(tracedPath)[0], (char)skeleton.Bss.s_name, "name");
        Scenario.Equal(true, skeleton.Bss.s_hasState, "one of two names of a member");
        return "read";
    }

    private static GuestProbesSkeleton Open() => GuestProbesSkeleton.Open();

    /// <summary>The first word of a link's description is its mode.</summary>
    private static string ModeOf(Link link) => link.ToString()!.Split(' ')[0];

    private int RunTraced()
    {
        using Process traced = Process.Start(tracedPath, $"{Count}");
        int id = traced.Id;
        traced.WaitForExit();
        Scenario.Equal(0, traced.ExitCode, "exit code of the traced program");
        return id;
    }
}
